namespace Experiments.Signal.Predict;

/// <summary>Computes the forward pass of a signal and the backward pass of a gradient through a normalisation.</summary>
internal static class NormSteps
{
    /// <summary>
    /// Computes the forward pass. Batch normalisation divides each channel by its standard deviation over examples and positions. In a wide
    /// network this standard deviation is √(q̄ − c̄). Here q̄ is the average second moment, and c̄ is the average product over all pairs of
    /// points (Yang, Pennington, Rao, Sohl-Dickstein and Schoenholz, A mean field theory of batch normalization, 2019). Layer normalisation
    /// divides each example by its length.
    /// </summary>
    public static SignalState Forward(SignalState signal, NormStage stage) =>
        stage.OverBatch ? BatchNorm(signal, stage) : LayerNorm(signal, stage);

    /// <summary>Computes the variance of a channel over the batch, q̄ − c̄.</summary>
    public static double BatchVariance(SignalState signal) =>
        Math.Max(signal.Second.Average(second => Variance(signal, second)) - Common(signal), 0);

    private static double Variance(SignalState signal, double second) =>
        Math.Max(second - (signal.MeanOf(second) * signal.MeanOf(second)), 0);

    // Computes c̄. Correlations are known only for the sampled points, but second moments are known for all points.
    private static double Common(SignalState signal)
    {
        var ofSample = Enumerable.Range(0, signal.Points.Count).Average(point => Math.Sqrt(signal.VarianceAt(point)));
        var ofAll = signal.Second.Average(second => Math.Sqrt(Variance(signal, second)));
        return ofSample > 0 ? signal.Points.Average(signal.Centered) * ofAll * ofAll / ofSample / ofSample : 0;
    }

    private static SignalState BatchNorm(SignalState signal, NormStage stage)
    {
        var renewed = Divided(signal, stage);
        var spread = SpreadOfVariances(renewed);
        // With r independent directions, a normalised unit has the kurtosis of a coordinate on a sphere, 3r / (r + 2), and the spread is 2
        // / r. With few units, the lengths of the examples differ, and this difference increases the kurtosis.
        var ofLengths = Enumerable.Range(0, signal.Points.Count).Average(p => renewed.Noise[p, p]);
        var equal = EqualisedKernel.Of(renewed, stage);
        return equal with
        {
            Concentration = InverseVariance.Of(renewed).Concentration - ExpectedConcentration(equal),
            Skewness = signal.Classes.IsOne ? signal.Skewness : 0,
            // With few inputs, the excess kurtosis comes from the different lengths of the units' weight vectors. The division removes
            // these differences.
            ExcessKurtosis = Math.Min(HeavyTails.MostKurtosis,
                (signal.Classes.IsOne && signal.Inputs is null ? signal.ExcessKurtosis : 0) + (3 * (ofLengths - spread) / (1 + spread))),
            ModelError = PredictionBand.Rounding,
        };
    }

    // Divides all channels by the same number, the root of their mean variance.
    private static SignalState Divided(SignalState signal, NormStage stage)
    {
        var points = signal.Points;
        var common = points.Average(signal.Centered);
        var variance = BatchVariance(signal);
        var gain = stage.Scale * stage.Scale / (variance + stage.Epsilon);
        var rows = Enumerable.Range(0, points.Count).Select(p => points.AverageOfRow(p, r => signal.Centered(p, r))).ToArray();
        // The covariance of an example with the other examples grows with the length of the example. A straight line is fitted to the
        // sample.
        var lengths = Enumerable.Range(0, points.Count).Select(p => Math.Sqrt(signal.VarianceAt(p))).ToArray();
        var (level, slope) = Line(lengths, rows);
        double Whitened(double second)
        {
            var centered = Math.Max(second - (signal.MeanOf(second) * signal.MeanOf(second)), 0);
            return Math.Max(centered - (2 * (level + (slope * Math.Sqrt(centered)))) + common, 0);
        }

        var map = signal.Second.Select(Whitened).ToArray();
        var fit = variance / Math.Max(map.Average(), double.Epsilon);
        var second = map.Select(value => (gain * fit * value) + (stage.Shift * stage.Shift)).ToArray();
        return Renewed(signal, stage, second, (p, r) => gain * (signal.Centered(p, r) - rows[p] - rows[r] + common));
    }

    private static SignalState LayerNorm(SignalState signal, NormStage stage)
    {
        double Variance(double second) => Math.Max(second - (signal.MeanOf(second) * signal.MeanOf(second)), 0);
        var gains = ForwardSteps.PerExample(signal.Second, signal.Positions,
            map => [stage.Scale * stage.Scale / (map.ToArray().Average(Variance) + stage.Epsilon)]);
        var second = signal.Second
            .Select((value, index) => (gains[index / signal.Positions] * Variance(value)) + (stage.Shift * stage.Shift)).ToArray();
        double Gain(int point) => Math.Sqrt(gains[signal.Points[point].Example]);
        return Renewed(signal, stage, second, (p, r) => Gain(p) * Gain(r) * signal.Centered(p, r))
            with { ExcessKurtosis = BehindLayerNorm(signal, stage), ModelError = PredictionBand.Rounding };
    }

    // The n values that are normalised together have mean 0, so they are coordinates on a sphere of n − 1 dimensions, with an excess
    // kurtosis of −6 / (n + 1). Outputs of orthogonal weights already have the excess kurtosis of a sphere. For independent units that are
    // not normally distributed, the normalisation changes the excess kurtosis κ by −(6 + 15 κ) / n to first order in κ.
    private static double BehindLayerNorm(SignalState signal, NormStage stage)
    {
        var own = signal.IsOrthogonal ? 0 : signal.ExcessKurtosis;
        return own - (6 * Math.Clamp(1 + (2.5 * own), 0, 1) / ((signal.Units * (double)signal.Positions / stage.Groups) + 1));
    }

    private static SignalState Centred(SignalState signal) => signal with
    {
        Second = [.. signal.Second.Select(second => Variance(signal, second))],
        Kernel = SymmetricMatrix.Make(signal.Points.Count, signal.Centered),
        MeanOf = _ => 0,
        Before = null,
    };

    /// <summary>Computes how much the variances of batch normalisation differ between channels. The relative variance of these variances is
    /// 2 Σ λ² over the kernel's eigenvalues λ. If all eigenvalues are equal, this number is 2 divided by the number of independent
    /// directions.</summary>
    public static double SpreadOfVariances(SignalState normalised) =>
        2 * Math.Max(0, normalised.Concentration + ExpectedConcentration(normalised));

    /// <summary>Computes Σ λ² over the eigenvalues of the expected kernel, which is centred and scaled to Σ λ = 1.</summary>
    public static double ExpectedConcentration(SignalState signal)
    {
        var points = signal.Points;
        var common = points.Average(signal.Centered);
        var rows = Enumerable.Range(0, points.Count).Select(p => points.AverageOfRow(p, r => signal.Centered(p, r))).ToArray();
        double Free(int p, int r) => signal.Centered(p, r) - rows[p] - rows[r] + common;
        return points.Average((p, r) => Free(p, r) * Free(p, r))
            / Math.Max(Math.Pow(Enumerable.Range(0, points.Count).Average(p => Free(p, p)), 2), double.Epsilon);
    }

    // The division removes the fluctuation that all points of the batch have in common.
    private static double[,] Projected(PointSet points, double[,] noise, Func<int, double> moment)
    {
        var rows = Enumerable.Range(0, points.Count).Select(p => points.AverageOfRow(p, r => noise[p, r], moment)).ToArray();
        var all = points.Average((p, r) => moment(p) * moment(r) * noise[p, r])
            / Math.Max(points.Average((p, r) => moment(p) * moment(r)), double.Epsilon);
        return SymmetricMatrix.Make(points.Count, (p, r) => noise[p, r] - rows[p] - rows[r] + all);
    }

    private static SignalState Renewed(SignalState signal, NormStage stage, double[] second, Func<int, int, double> centered)
    {
        var points = signal.Points;
        double Variance(int p) => Math.Max(second[points.InMap(p)] - (stage.Shift * stage.Shift), 0);
        // The variance computed from the sample can be below 0 if the signal is almost the same for all examples.
        double Likeness(int p, int r) =>
            centered(p, p) > 0 && centered(r, r) > 0 ? Math.Clamp(centered(p, r) / Math.Sqrt(centered(p, p) * centered(r, r)), -1, 1) : 0;
        var noise = stage.OverBatch ? Projected(points, signal.CentredNoise, Variance) : new double[points.Count, points.Count];
        return signal with
        {
            Second = second,
            Kernel = SymmetricMatrix.Make(points.Count, (p, r) =>
                p == r ? second[points.InMap(p)] : (Likeness(p, r) * Math.Sqrt(Variance(p) * Variance(r))) + (stage.Shift * stage.Shift)),
            Noise = noise,
            CentredNoise = noise,
            Response = stage.OverBatch ? signal.Response.ThenProject(points, Variance) : signal.Response.Then(points.Count, _ => 0),
            MeanOf = _ => stage.Shift,
            Before = null,
            Classes = stage.OverBatch ? ChannelClasses.One : signal.Classes,
            Terms = stage.OverBatch ? NoiseTerms.OfBatch(FreshDirections(signal)) : NoiseTerms.OfExamples,
            MeanVariance = 0,
            Inputs = null,
            IsOrthogonal = false,
            FreeDirections = null,
            Sample = null,
            Source = null,
        };
    }

    /// <summary>
    /// Computes the backward pass: <c>E g² ← scale² E g² / variance</c>, minus the parts of the gradient that are parallel to a constant
    /// and to the signal. In batch normalisation each channel has a different standard deviation s, and the mean of 1/s² over channels is
    /// larger than 1 / (mean of s²). If the layer before the normalisation has weights w, the gradient at the input of this layer has the
    /// factor |w|²/s², averaged over channels (<see cref="Gradient.BelowWeights"/>).
    /// </summary>
    public static Gradient Backward(Gradient gradient, NormStage stage, SignalState input)
    {
        var above = BackwardSteps.AbsorbSample(gradient);
        if (!stage.OverBatch)
        {
            // Layer normalisation subtracts the common part of all units, such as a constant bias, before the division.
            var centred = Centred(input);
            var lengths = ForwardSteps.PerExample(centred.Second, input.Positions, map => [map.ToArray().Average()]);
            var lengthNoise = ForwardSteps.AbsorbSample(centred).Noise;
            var size = input.Units * (double)input.Positions / stage.Groups;
            // The gradient loses two of its n directions: the direction of a constant and the direction of the signal. The variance s² is
            // computed without the mean, so E 1/s² is n / (n − 3), the mean of an inverse χ² with n − 1 degrees of freedom. With few values
            // this factor differs clearly from 1.
            var ofLengths = stage.Groups > 1 || input.Positions > 1
                ? size / Math.Max(1, size - 3)
                : 1 + (1 / size) + Enumerable.Range(0, input.Points.Count).Average(p => lengthNoise[p, p]);
            var left = Math.Max(0, 1 - ((1 + above.Along) / size)) * ofLengths;
            return above with
            {
                Source = null,
                Second = [.. above.Second.Select(
                    (second, index) => left * second * stage.Scale * stage.Scale / (lengths[index / input.Positions] + stage.Epsilon))],
                Alignment = null,
                Profile = null,
                Along = input.Positions == 1 ? 0 : 1,
                Noise = SymmetricMatrix.Make(above.Points.Count, (p, r) => ((1 + above.Noise[p, r]) * (1 + lengthNoise[p, r])) - 1),
            };
        }

        var plain = stage with { Scale = 1, Shift = 0, Epsilon = 0 };
        var (divided, normalised) = (Divided(input, plain), Forward(input, plain));
        var below = InverseVariance.Of(divided with { Concentration = input.Concentration }, input.Inputs);
        // All rows of orthogonal weights have the same length.
        var inverse = input.Inputs is null || input.IsOrthogonal
            ? below
            : InverseVariance.Of(divided with { Concentration = input.Concentration });
        var ofClasses = input.Classes.Inverses(input);
        double Weight(int p, int r) => above.Correlation[p, r] * Math.Sqrt(above.AtPoint(p) * above.AtPoint(r));
        var whole = Math.Max(input.Points.Average((p, _) => above.AtPoint(p)), double.Epsilon);
        double Along(int p, int r) => above.Alignment is { } alignment
            ? Math.Sqrt(above.AtPoint(p) * above.AtPoint(r))
                * alignment.Along((a, b) => stage.Scale * stage.Scale * normalised.Kernel[a, b], above.Correlation[p, r], p, r)
                / (stage.Scale * stage.Scale)
            : Weight(p, r) * normalised.Kernel[p, r];
        var along = Math.Clamp(input.Points.Average((p, r) => Weight(p, r) + Along(p, r)) / whole, 0, 0.9);
        var factor = stage.Scale * stage.Scale / (BatchVariance(input) + stage.Epsilon) * inverse.Mean * input.Classes.Average(ofClasses)
            * (1 - along);
        // The part that the normalisation removes from the gradient of each channel is a sum of two squares.
        var ofRemoved = along * along / (1 - along) / (1 - along);
        double[,] NoiseWith(double spread) => SymmetricMatrix.Make(above.Points.Count,
            (p, r) => ((1 + above.Noise[p, r]) * (1 + ((spread + ofRemoved) / gradient.Units))) - 1);
        double ErrorWith(double mean) => Math.Sqrt(
            Math.Pow(above.ModelError, 2) + Math.Pow(PredictionBand.ShareOfNormCorrection * (mean - 1 + along), 2));
        return above with
        {
            Source = null,
            Second = [.. above.Second.Select(second => factor * second)],
            ModelError = ErrorWith(inverse.Mean),
            Alignment = null,
            Profile = null,
            Along = 1,
            Classes = ClassGradients.Times(null, input.Classes, ofClasses),
            Noise = NoiseWith(inverse.Spread),
            BelowWeights = input.Inputs is null
                ? null
                : new BelowWeights(below.Mean / inverse.Mean, NoiseWith(below.Spread), ErrorWith(below.Mean)),
        };
    }

    // A bias does not count, because the normalisation subtracts it. Units whose draw is already absorbed add no new directions.
    private static double FreshDirections(SignalState signal) =>
        !signal.IsFresh ? 0 : signal.Terms.FixesUnits ? signal.Terms.Directions : signal.FreeDirections ?? signal.Terms.Second;

    /// <summary>Fits a straight line by least squares.</summary>
    public static (double Level, double Slope) Line(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var spread = x.Sum(value => (value - meanX) * (value - meanX));
        var slope = spread > 0 ? x.Zip(y, (left, right) => (left - meanX) * (right - meanY)).Sum() / spread : 0;
        return (meanY - (slope * meanX), slope);
    }
}
