using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Computes the forward pass of a signal through each kind of stage.</summary>
internal static class ForwardSteps
{
    /// <summary>
    /// Computes the forward pass through a linear layer or convolution: <c>E z² = Var(W) · inputs · Σ over taps E x² + Var(b)</c> at each
    /// position, including padded borders. For a pair of points, the method assumes about the same correlation at each tap of a
    /// convolution.
    /// </summary>
    public static SignalState Weighted(SignalState signal, WeightedStage stage)
    {
        var input = stage.Window is null && signal.Positions > 1 ? Flatten(signal) : signal;
        input = AbsorbSample(input);
        var window = stage.Window ?? new KernelGeometry(new KernelAxis(1), new KernelAxis(1));
        var (height, width) = (window.Vertical.Outputs(input.Height), window.Horizontal.Outputs(input.Width));
        var factor = stage.Weight.Std * stage.Weight.Std * input.Units / stage.Groups;
        var fromWeights = PerExample(input.Second, input.Positions, map => window.Sum(map.Span, input.Height, input.Width))
            .Select(sum => factor * sum).ToArray();

        var (points, from) = Points(input, window, height, width);
        var (biasVariance, shift) = (stage.Bias.Std * stage.Bias.Std, stage.Bias.Mean);
        var kernel = input.Source is { } source
            ? Measured(source, points, window, factor, fromWeights)
            : Bordered(input.Correlated(fromWeights, points, from), points, window, input);
        // The formula for the fluctuation of the units multiplies this term by 2, so the excess kurtosis is divided by 2.
        var fan = input.Units / stage.Groups * window.Area;
        var heavy = stage.Weight.ExcessKurtosis / (2.0 * fan);
        var likeness = stage.Weight.ExcessKurtosis == 0 ? (_, _) => 1 : HeavyTails.Likeness(input, points, window, from);
        double Share(int p) => fromWeights[points.InMap(p)] / Math.Max(fromWeights[points.InMap(p)] + biasVariance, double.Epsilon);
        // All points of a unit have the same bias.
        var ofBias = biasVariance > 0 ? stage.Bias.ExcessKurtosis : 0;
        double BiasShare(int p) => biasVariance / Math.Max(fromWeights[points.InMap(p)] + biasVariance, double.Epsilon);
        return new SignalState
        {
            Units = stage.Outputs,
            Height = height,
            Width = width,
            Second = [.. fromWeights.Select(variance => variance + biasVariance + (shift * shift))],
            Points = points,
            Kernel = SymmetricMatrix.Make(points.Count, (p, r) => kernel[p, r] + biasVariance + (shift * shift)),
            Noise = SymmetricMatrix.Make(points.Count, (p, r) => Share(p) * Share(r) * input.Noise[from[p], from[r]]),
            CentredNoise = CentredSteps.Weighted(input, points, from, window.Area),
            Spread = SymmetricMatrix.Make(points.Count,
                (p, r) => (Share(p) * Share(r) * ((input.Spread[from[p], from[r]] / window.Area) + (heavy * likeness(p, r))))
                    + (BiasShare(p) * BiasShare(r) * ofBias / 2)),
            MeanOf = _ => shift,
            Concentration = input.Concentration / window.Area,
            Inputs = fan,
            IsOrthogonal = stage.Weight.IsOrthogonal,
            FreeDirections = stage.Weight.IsOrthogonal ? OrthogonalLaw.FreeShare(stage.Outputs / stage.Groups, fan) : 1,
            IsResidual = input.IsResidual,
            ExcessKurtosis = Enumerable.Range(0, points.Count).Average(
                p => (Share(p) * Share(p) * HeavyTails.KurtosisOfSum(stage.Weight, stage.Outputs / stage.Groups, fan, likeness(p, p)))
                    + (BiasShare(p) * BiasShare(p) * ofBias)),
            ModelError = input.ModelError,
            Response = input.Response.Then(from, Share),
            IsFresh = true,
            Terms = stage.Weight.IsOrthogonal
                ? OrthogonalLaw.Terms(points, stage.Outputs / stage.Groups, fan,
                    p => fromWeights[points.InMap(p)], (p, r) => kernel[p, r], biasVariance)
                : NoiseTerms.All,
        };
    }

    /// <summary>Returns Σ E x² over the inputs of a unit, averaged over examples and positions: <c>E z² / Var(W)</c> without a
    /// bias.</summary>
    public static double SumOfSquares(SignalState signal, WeightedStage stage)
    {
        var input = stage.Window is null && signal.Positions > 1 ? Flatten(signal) : signal;
        var window = stage.Window ?? new KernelGeometry(new KernelAxis(1), new KernelAxis(1));
        var sums = PerExample(input.Second, input.Positions, map => window.Sum(map.Span, input.Height, input.Width));
        return sums.Average() * input.Units / stage.Groups;
    }

    private static double[,] Bordered(double[,] kernel, PointSet points, KernelGeometry window, SignalState input)
    {
        var shared = points.OfPositions((position, other) => window.SharedTaps(position, other, input.Height, input.Width));
        return SymmetricMatrix.Make(points.Count, (p, r) => kernel[p, r] * shared(p, r));
    }

    /// <summary>Computes the forward pass through an activation: <c>E φ(z)²</c> at each position and <c>E φ(z_p)φ(z_r)</c> for each pair of
    /// points.</summary>
    public static SignalState Activation(SignalState signal, ActivationOptions activation)
    {
        if (signal.Before is { } before)
            return Activation(before.Signal, new ComposedActivation(activation, before.Function));
        var square = new MomentTable(x => activation.Value(x) * activation.Value(x), activation.Kinks, signal);
        var second = signal.Second.Select(square.At).ToArray();
        var correlations = signal.Correlations();
        var values = PooledMoments.SeriesAt(signal, activation.Value, activation.Kinks);
        var squares = PooledMoments.SeriesAt(signal, x => activation.Value(x) * activation.Value(x), activation.Kinks);
        var mean = new MomentTable(activation.Value, activation.Kinks, signal);
        var (cube, fourth) = (new MomentTable(x => Math.Pow(activation.Value(x), 3), activation.Kinks, signal),
            new MomentTable(x => Math.Pow(activation.Value(x), 4), activation.Kinks, signal));
        var shapes = Enumerable.Range(0, values.Length).Select(signal.AtPoint)
            .Select(at => new RawMoments(mean.At(at), square.At(at), cube.At(at), fourth.At(at))).ToList();
        var ratio = Enumerable.Range(0, values.Length)
            .Average(point => Exact(point) > 0 ? mean.At(signal.AtPoint(point)) / Math.Sqrt(Exact(point)) : 0);
        double Exact(int p) => second[signal.Points.InMap(p)];
        double Fit(int p) => Math.Sqrt(Exact(p) / Math.Max(values[p].SecondMoment, double.Epsilon));
        var result = signal with
        {
            Second = second,
            Skewness = shapes.Average(shape => shape.Skewness),
            ExcessKurtosis = shapes.Average(shape => shape.ExcessKurtosis),
            ModelError = PooledMoments.Expected(signal, activation.Value, activation.Kinks).Error,
            Response = signal.Response.Then(values.Length, p => squares[p].Mean > 0 ? squares[p].LogVarianceSlope / squares[p].Mean : 0),
            Kernel = SymmetricMatrix.Make(values.Length,
                (p, r) => p == r ? Exact(p) : values[p].Product(values[r], correlations[p, r]) * Fit(p) * Fit(r)),
            Spread = SymmetricMatrix.Make(values.Length,
                (p, r) => p == r
                    ? 0
                    : SpreadOf(values[p], values[r], squares[p], squares[r], correlations[p, r], signal, signal.Spread[p, r])),
            Noise = SymmetricMatrix.Make(values.Length, (p, r) =>
                squares[p].Mean * squares[r].Mean > 0
                    ? PooledMoments.Covariance(signal, squares, correlations[p, r], p, r) / (squares[p].Mean * squares[r].Mean)
                    : 0),
            CentredNoise = CentredSteps.Activation(signal, activation, correlations),
            MeanOf = moment => ratio * Math.Sqrt(moment),
            MeanVariance = PooledMoments.VarianceOver(signal, correlations, values),
            IsFresh = false,
            Source = null,
            Before = (signal, activation),
            Inputs = null,
            IsOrthogonal = false,
            FreeDirections = null,
            Sample = UnitSample.Of(signal).Through(activation),
        };
        return result with { Concentration = ConcentrationBehind(result, signal, values, correlations) };
    }

    // n units span about n directions. For a kernel K that is a mean over units, E tr(K²) is larger than tr((E K)²) by (tr K)²/n. An
    // activation changes the excess from earlier layers as it changes the squares of the centred covariances.
    private static double ConcentrationBehind(SignalState result, SignalState signal, HermiteSeries[] values, double[,] correlations)
    {
        var (before, after) = (NormSteps.BatchVariance(signal), NormSteps.BatchVariance(result));
        if (before <= 0 || after <= 0)
            return 0;
        var fresh = !signal.IsFresh ? 0 : signal.Terms.FixesUnits ? signal.Terms.Directions : signal.Terms.Second;
        var slope = signal.Points.Average((p, r) => Math.Sqrt(signal.VarianceAt(p) * signal.VarianceAt(r)) is > 0 and var length
            ? values[p].ProductSlope(values[r], correlations[p, r]) / length
            : 0);
        var passed = Math.Pow(slope * before / after, 2) * signal.Concentration;
        var whole = passed + NormSteps.ExpectedConcentration(result);
        return passed + (Math.Max(0, 1 - whole) * fresh / signal.Units);
    }

    // Variance over seeds of the correlation of φ(z_p) and φ(z_r): the part from earlier layers plus the part from the finite number of
    // units.
    private static double SpreadOf(HermiteSeries p, HermiteSeries r, HermiteSeries squareP, HermiteSeries squareR, double correlation,
        SignalState signal, double before)
    {
        var product = p.SecondMoment * r.SecondMoment;
        if (product <= 0)
            return 0;
        before = Math.Max(0, before);
        var slope = p.ProductSlope(r, correlation) / Math.Sqrt(product);
        var mean = p.Product(r, correlation);
        var ofSample = signal.IsFresh ? (squareP.Product(squareR, correlation) - (mean * mean)) / product / signal.Units : 0;
        return (slope * slope * before) + Math.Max(ofSample, 0);
    }

    /// <summary>Adds the fluctuation that comes from the finite number of units to <see cref="SignalState.Noise"/>, unless an activation
    /// has already added it.</summary>
    public static SignalState AbsorbSample(SignalState signal)
    {
        if (!signal.IsFresh)
            return signal;
        return Activation(signal, new IdentityActivation())
            with { Terms = signal.Terms, MeanOf = signal.MeanOf, MeanVariance = 0, Before = null };
    }

    public static SignalState Flatten(SignalState signal)
    {
        if (signal.Source is { } source)
            return SignalState.Of(source.Flattened());
        var points = new PointSet(signal.Points);
        double Mean(double[,] matrix, int a, int b, Func<int, int, double> weight) => signal.OverPositions(matrix, a, b, weight);
        var count = signal.Points.Positions.Count;
        var absorbed = AbsorbSample(signal);
        return signal with
        {
            Units = signal.Units * signal.Positions,
            Height = 1,
            Width = 1,
            Second = PerExample(signal.Second, signal.Positions, map => [map.ToArray().Average()]),
            Points = points,
            Kernel = SymmetricMatrix.Make(points.Count, (a, b) => Mean(signal.Kernel, a, b, (t, u) => t == u ? 1.0 / count : 0)),
            Noise = SymmetricMatrix.Make(points.Count, (a, b) => Mean(absorbed.Noise, a, b, signal.Points.PositionWeight)),
            CentredNoise = SymmetricMatrix.Make(points.Count, (a, b) => Mean(absorbed.CentredNoise, a, b, signal.Points.PositionWeight)),
            Spread = SymmetricMatrix.Make(points.Count, (a, b) => Mean(absorbed.Spread, a, b, signal.Points.PositionWeight)),
            Response = absorbed.Response.ThenAverage(signal.Points),
            Concentration = absorbed.Concentration,
            Inputs = null,
            IsOrthogonal = false,
            FreeDirections = null,
            Sample = null,
            Before = null,
            IsFresh = false,
        };
    }

    /// <summary>Computes the forward pass through the mean over positions: <c>E (mean x)²</c> is the average of E x_t x_u over all pairs of
    /// positions of an example.
    /// </summary>
    public static SignalState GlobalAverage(SignalState signal)
    {
        var points = new PointSet(signal.Points);
        var kernel = SymmetricMatrix.Make(points.Count,
            (a, b) => Math.Max(signal.OverPositions(signal.Kernel, a, b, signal.Points.PositionWeight), 0));
        var means = PerExample(signal.Second, signal.Positions, map => [map.ToArray().Average()]);
        var share = Enumerable.Range(0, points.Count).Sum(a => kernel[a, a])
            / Math.Max(Enumerable.Range(0, points.Count).Sum(a => means[points.InMap(a)]), double.Epsilon);
        var absorbed = AbsorbSample(signal);
        return signal with
        {
            Height = 1,
            Width = 1,
            Second = [.. means.Select(mean => mean * share)],
            Points = points,
            Kernel = SymmetricMatrix.Make(points.Count,
                (a, b) => kernel[a, b] * Math.Sqrt(means[points.InMap(a)] * means[points.InMap(b)] * share * share
                    / Math.Max(kernel[a, a] * kernel[b, b], double.Epsilon))),
            Noise = SymmetricMatrix.Make(points.Count, (a, b) => signal.OverPositions(absorbed.Noise, a, b, signal.Points.PositionWeight)),
            CentredNoise = SymmetricMatrix.Make(points.Count,
                (a, b) => signal.OverPositions(absorbed.CentredNoise, a, b, signal.Points.PositionWeight)),
            Spread = SymmetricMatrix.Make(points.Count,
                (a, b) => signal.OverPositions(absorbed.Spread, a, b, signal.Points.PositionWeight)),
            MeanOf = moment => signal.MeanOf(moment / Math.Max(share, double.Epsilon)),
            Response = absorbed.Response.ThenAverage(signal.Points),
            Concentration = absorbed.Concentration,
            Inputs = null,
            IsOrthogonal = false,
            FreeDirections = null,
            Sample = null,
            Before = null,
            IsFresh = false,
            Source = null,
        };
    }

    /// <summary>Applies a function to each example's part of a map [N · positions].</summary>
    public static double[] PerExample(double[] maps, int positions, Func<ReadOnlyMemory<double>, double[]> of) =>
        [.. Enumerable.Range(0, maps.Length / positions).SelectMany(example => of(maps.AsMemory(example * positions, positions)))];

    private static (PointSet Points, int[] From) Points(SignalState input, KernelGeometry window, int height, int width)
    {
        if (input.Source is { } source && window.Area > 1)
        {
            var spread = PointSet.Spread(source, height * width);
            return (spread, new int[spread.Count]);
        }
        return MovedPoints(input, window, height, width);
    }

    /// <summary>Maps each sampled input point of a window to the output point whose middle tap is nearest.</summary>
    public static (PointSet Points, int[] From) MovedPoints(SignalState input, KernelGeometry window, int height, int width) =>
        input.Points.Moved(height * width, position =>
            (window.Vertical.Nearest(position / input.Width, input.Height) * width)
                + window.Horizontal.Nearest(position % input.Width, input.Width));

    // A constant is added to the products of the sample, so that their average equals the average over the batch.
    private static double[,] Measured(SignalStatistics source, PointSet points, KernelGeometry window, double factor, double[] second)
    {
        var products = PatchProducts.Of(source, points, window);
        var kernel = SymmetricMatrix.Make(points.Count, (p, r) => factor * products(p, r));
        var whole = factor * window.MeanSharedTaps(source.Height, source.Width) * (source.Positions == 1
            ? source.FeatureMeanSquare
            : source.ChannelMeanSquare);
        var onDiagonal = Enumerable.Range(0, points.Count).Sum(p => points.Weights[p, p]);
        var missing = onDiagonal < 1 ? (whole - points.Average((p, r) => kernel[p, r])) / (1 - onDiagonal) : 0;
        return SymmetricMatrix.Make(points.Count,
            (p, r) => p == r ? second[points.InMap(p)] : Limited(kernel[p, r] + missing, kernel[p, p], kernel[r, r]));
    }

    private static double Limited(double product, double first, double second)
    {
        var most = Math.Sqrt(first * second);
        return Math.Clamp(product, -most, most);
    }
}
