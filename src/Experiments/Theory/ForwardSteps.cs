using Experiments.Models;

namespace Experiments.Theory;

/// <summary>What each kind of stage does to a signal on its way forward.</summary>
internal static class ForwardSteps
{
    /// <summary>
    /// A linear layer or convolution: <c>E z² = Var(W) · inputs · Σ over taps E x² + Var(b)</c>, position by position, so that what a border in the padding loses is counted.
    /// For pairs of points a convolution is taken to see about the same likeness at each of its taps.
    /// </summary>
    public static Signal Weighted(Signal signal, WeightedStage stage)
    {
        var input = stage.Window is null && signal.Positions > 1 ? Flatten(signal) : signal;
        input = AbsorbSample(input);
        var window = stage.Window ?? new Window(new Taps(1), new Taps(1));
        var (height, width) = (window.Vertical.Outputs(input.Height), window.Horizontal.Outputs(input.Width));
        var factor = stage.Weight.Std * stage.Weight.Std * input.Units / stage.Groups;
        var fromWeights = PerExample(input.Second, input.Positions, map => window.Sum(map.Span, input.Height, input.Width)).Select(sum => factor * sum).ToArray();

        var (points, from) = Points(input, window, height, width);
        var (biasVariance, shift) = (stage.Bias.Std * stage.Bias.Std, stage.Bias.Mean);
        var kernel = input.Source is { } source
            ? Measured(source, points, window, factor, fromWeights)
            : input.Correlated(fromWeights, points, from);
        double Share(int p) => fromWeights[points.InMap(p)] / Math.Max(fromWeights[points.InMap(p)] + biasVariance, double.Epsilon);
        return new Signal
        {
            Units = stage.Outputs,
            Height = height,
            Width = width,
            Second = [.. fromWeights.Select(variance => variance + biasVariance + (shift * shift))],
            Points = points,
            Kernel = Pairs.Make(points.Count, (p, r) => kernel[p, r] + biasVariance + (shift * shift)),
            Noise = Pairs.Make(points.Count, (p, r) => Share(p) * Share(r) * input.Noise[from[p], from[r]]),
            Spread = Pairs.Make(points.Count, (p, r) => Share(p) * Share(r) * input.Spread[from[p], from[r]] / window.Area),
            MeanOf = _ => shift,
            IsFresh = true,
            Terms = stage.Weight.IsOrthogonal ? OfOrthogonal(stage.Outputs / (input.Units * (double)window.Area), Enumerable.Range(0, points.Count).Average(Share)) : NoiseTerms.All,
        };
    }

    // As many rows as columns keep a length exactly, fewer keep their share of it; a bias fluctuates all the same.
    private static NoiseTerms OfOrthogonal(double rowsPerColumn, double shareOfWeights) =>
        new(1, 1 - (Math.Min(1, rowsPerColumn) * shareOfWeights * shareOfWeights));

    /// <summary>An activation: <c>E φ(z)²</c> at each position and <c>E φ(z_p)φ(z_r)</c> for each pair of points.</summary>
    public static Signal Activation(Signal signal, ActivationOptions activation)
    {
        var square = new MomentTable(x => activation.Value(x) * activation.Value(x), activation.Kinks, signal.MeanOf, signal.ExcessKurtosis);
        var second = signal.Second.Select(square.At).ToArray();
        var correlations = signal.Correlations();
        var values = PooledMoments.SeriesAt(signal, activation.Value, activation.Kinks);
        var squares = PooledMoments.SeriesAt(signal, x => activation.Value(x) * activation.Value(x), activation.Kinks);
        var ratio = Enumerable.Range(0, values.Length).Average(point => values[point].SecondMoment > 0 ? values[point].Mean / Math.Sqrt(values[point].SecondMoment) : 0);
        double Exact(int p) => second[signal.Points.InMap(p)];
        double Fit(int p) => Math.Sqrt(Exact(p) / Math.Max(values[p].SecondMoment, double.Epsilon));
        return signal with
        {
            Second = second,
            ExcessKurtosis = 0,
            ModelError = Band.Rounding,
            Kernel = Pairs.Make(values.Length, (p, r) => p == r ? Exact(p) : values[p].Product(values[r], correlations[p, r]) * Fit(p) * Fit(r)),
            Spread = Pairs.Make(values.Length, (p, r) => p == r ? 0 : SpreadOf(values[p], values[r], squares[p], squares[r], correlations[p, r], signal, signal.Spread[p, r])),
            Noise = Pairs.Make(values.Length, (p, r) =>
                squares[p].Mean * squares[r].Mean > 0 ? PooledMoments.Covariance(signal, squares, correlations[p, r], p, r) / (squares[p].Mean * squares[r].Mean) : 0),
            MeanOf = moment => ratio * Math.Sqrt(moment),
            IsFresh = false,
            Source = null,
        };
    }

    // The variance of the correlation of φ(z_p) and φ(z_r): what it has from before, and the sample of units.
    private static double SpreadOf(HermiteSeries p, HermiteSeries r, HermiteSeries squareP, HermiteSeries squareR, double correlation, Signal signal, double before)
    {
        var product = p.SecondMoment * r.SecondMoment;
        if (product <= 0)
            return 0;
        var slope = p.ProductSlope(r, correlation) / Math.Sqrt(product);
        var mean = p.Product(r, correlation);
        var ofSample = signal.IsFresh ? (squareP.Product(squareR, correlation) - (mean * mean)) / product / signal.Units : 0;
        return (slope * slope * before) + Math.Max(ofSample, 0);
    }

    /// <summary>What fluctuates since the units are so many becomes part of the noise, where no activation did it.</summary>
    public static Signal AbsorbSample(Signal signal)
    {
        if (!signal.IsFresh)
            return signal;
        return Activation(signal, new IdentityActivation()) with { Terms = signal.Terms, MeanOf = signal.MeanOf };
    }

    /// <summary>An image as one vector.</summary>
    public static Signal Flatten(Signal signal)
    {
        if (signal.Source is { } source)
            return Signal.Of(source.Flattened());
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
            Kernel = Pairs.Make(points.Count, (a, b) => Mean(signal.Kernel, a, b, (t, u) => t == u ? 1.0 / count : 0)),
            Noise = Pairs.Make(points.Count, (a, b) => Mean(absorbed.Noise, a, b, signal.Points.PositionWeight)),
            Spread = Pairs.Make(points.Count, (a, b) => Mean(absorbed.Spread, a, b, signal.Points.PositionWeight)),
            IsFresh = false,
        };
    }

    /// <summary>The mean over positions: <c>E (mean x)²</c> is the average of E x_t x_u over all pairs of positions of the example.</summary>
    public static Signal GlobalAverage(Signal signal)
    {
        var points = new PointSet(signal.Points);
        var kernel = Pairs.Make(points.Count, (a, b) => Math.Max(signal.OverPositions(signal.Kernel, a, b, signal.Points.PositionWeight), 0));
        var means = PerExample(signal.Second, signal.Positions, map => [map.ToArray().Average()]);
        var share = Enumerable.Range(0, points.Count).Sum(a => kernel[a, a]) / Math.Max(Enumerable.Range(0, points.Count).Sum(a => means[points.InMap(a)]), double.Epsilon);
        var absorbed = AbsorbSample(signal);
        return signal with
        {
            Height = 1,
            Width = 1,
            Second = [.. means.Select(mean => mean * share)],
            Points = points,
            Kernel = Pairs.Make(points.Count, (a, b) => kernel[a, b] * Math.Sqrt(means[points.InMap(a)] * means[points.InMap(b)] * share * share / Math.Max(kernel[a, a] * kernel[b, b], double.Epsilon))),
            Noise = Pairs.Make(points.Count, (a, b) => signal.OverPositions(absorbed.Noise, a, b, signal.Points.PositionWeight)),
            Spread = Pairs.Make(points.Count, (a, b) => signal.OverPositions(absorbed.Spread, a, b, signal.Points.PositionWeight)),
            MeanOf = moment => signal.MeanOf(moment / Math.Max(share, double.Epsilon)),
            IsFresh = false,
            Source = null,
        };
    }

    /// <summary>
    /// Batch normalisation divides each channel by its standard deviation over examples and positions, √(q̄ − c̄) in a wide network, c̄ the average over all pairs:
    /// Yang, Pennington, Rao, Sohl-Dickstein and Schoenholz, A mean field theory of batch normalization, 2019. Layer normalisation divides each example by its own length.
    /// </summary>
    public static Signal Norm(Signal signal, NormStage stage) => stage.OverBatch ? BatchNorm(signal, stage) : LayerNorm(signal, stage);

    /// <summary>The variance of a channel over the batch, q̄ − c̄.</summary>
    public static double BatchVariance(Signal signal) =>
        Math.Max(signal.Second.Average(second => second - (signal.MeanOf(second) * signal.MeanOf(second))) - signal.Points.Average(signal.Centered), 0);

    private static Signal BatchNorm(Signal signal, NormStage stage)
    {
        var points = signal.Points;
        var common = points.Average(signal.Centered);
        var average = signal.Second.Average(second => second - (signal.MeanOf(second) * signal.MeanOf(second)));
        var variance = Math.Max(average - common, 0);
        var gain = stage.Scale * stage.Scale / (variance + stage.Epsilon);
        var rows = Enumerable.Range(0, points.Count).Select(p => points.AverageOfRow(p, r => signal.Centered(p, r))).ToArray();
        // What an example has in common with the others grows with its own length: a straight line through the sample.
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
        var renewed = Renewed(signal, stage, second, (p, r) => gain * (signal.Centered(p, r) - rows[p] - rows[r] + common), average / Math.Max(variance, double.Epsilon));
        var spread = SpreadOfVariances(renewed);
        // r independent directions give a normalised unit the kurtosis of a coordinate on a sphere, 3r / (r + 2), and the spread is 2 / r.
        return renewed with { ExcessKurtosis = -3 * spread / (1 + spread), ModelError = Band.BatchError(spread) };
    }

    private static Signal LayerNorm(Signal signal, NormStage stage)
    {
        double Variance(double second) => Math.Max(second - (signal.MeanOf(second) * signal.MeanOf(second)), 0);
        var gains = PerExample(signal.Second, signal.Positions, map => [stage.Scale * stage.Scale / (map.ToArray().Average(Variance) + stage.Epsilon)]);
        var second = signal.Second.Select((value, index) => (gains[index / signal.Positions] * Variance(value)) + (stage.Shift * stage.Shift)).ToArray();
        double Gain(int point) => Math.Sqrt(gains[signal.Points[point].Example]);
        return Renewed(signal, stage, second, (p, r) => Gain(p) * Gain(r) * signal.Centered(p, r), 1);
    }

    /// <summary>Of channels normalised over a batch, the relative variance from channel to channel of what they were divided by, squared: 2 over the number of independent directions.</summary>
    public static double SpreadOfVariances(Signal normalised) => 2 * normalised.Points.Average((p, r) => normalised.Centered(p, r) * normalised.Centered(p, r))
        / Math.Max(Math.Pow(Enumerable.Range(0, normalised.Points.Count).Average(normalised.VarianceAt), 2), double.Epsilon);

    // What all points have in common of their fluctuation is divided away; the rest weighs more where a common part of the signal went too.
    private static double[,] Projected(Signal signal, double gain)
    {
        var points = signal.Points;
        var rows = Enumerable.Range(0, points.Count).Select(p => points.AverageOfRow(p, r => signal.Noise[p, r])).ToArray();
        var all = rows.Average();
        return Pairs.Make(points.Count, (p, r) => gain * gain * (signal.Noise[p, r] - rows[p] - rows[r] + all));
    }

    private static Signal Renewed(Signal signal, NormStage stage, double[] second, Func<int, int, double> centered, double gain)
    {
        var points = signal.Points;
        double Variance(int p) => Math.Max(second[points.InMap(p)] - (stage.Shift * stage.Shift), 0);
        // Where next to nothing of the signal differs between examples, the sample's own variance can come out below 0.
        double Likeness(int p, int r) => centered(p, p) > 0 && centered(r, r) > 0 ? Math.Clamp(centered(p, r) / Math.Sqrt(centered(p, p) * centered(r, r)), -1, 1) : 0;
        return signal with
        {
            Second = second,
            Kernel = Pairs.Make(points.Count, (p, r) =>
                p == r ? second[points.InMap(p)] : (Likeness(p, r) * Math.Sqrt(Variance(p) * Variance(r))) + (stage.Shift * stage.Shift)),
            Noise = stage.OverBatch ? Projected(signal, gain) : new double[points.Count, points.Count],
            MeanOf = _ => stage.Shift,
            Terms = NoiseTerms.Normalised,
            Source = null,
        };
    }

    /// <summary>
    /// The sum of a residual connection. The branch's weights are independent of the shortcut, so second moments add, but for the product of the means.
    /// What fluctuates in both because it already did where they part adds up in step. Yang and Schoenholz, Mean field residual networks, 2017.
    /// </summary>
    public static Signal Sum(Signal parting, Signal shortcut, Signal branch, double scale)
    {
        var (map, ratio) = (new double[branch.Second.Length], 0.0);
        for (var i = 0; i < map.Length; i++)
        {
            var (left, right) = (shortcut.MeanOf(shortcut.Second[i]), scale * branch.MeanOf(branch.Second[i]));
            map[i] = shortcut.Second[i] + (scale * scale * branch.Second[i]) + (2 * left * right);
            ratio += map[i] > 0 ? (left + right) / Math.Sqrt(map[i]) / map.Length : 0;
        }

        var points = branch.Points;
        var places = points.PlacesIn(shortcut.Points);
        var origins = points.PlacesIn(parting.Points);
        var (shortcutNoise, branchNoise) = (shortcut.Noise, branch.Noise);
        double Noise(int p, int r)
        {
            var product = map[points.InMap(p)] * map[points.InMap(r)];
            if (product <= 0)
                return 0;
            var ofShortcut = Math.Sqrt(shortcut.Second[points.InMap(p)] * shortcut.Second[points.InMap(r)] / product);
            var ofBranch = scale * scale * Math.Sqrt(branch.Second[points.InMap(p)] * branch.Second[points.InMap(r)] / product);
            return NoiseOfSum.Of(parting.Noise[origins[p], origins[r]], (ofShortcut, shortcutNoise[places[p], places[r]]), (ofBranch, branchNoise[p, r]));
        }

        return branch with
        {
            Second = map,
            Kernel = Pairs.Make(points.Count, (p, r) => p == r ? map[points.InMap(p)] : shortcut.Kernel[places[p], places[r]] + (scale * scale * branch.Kernel[p, r])
                + (scale * ((shortcut.MeanAt(places[p]) * branch.MeanAt(r)) + (shortcut.MeanAt(places[r]) * branch.MeanAt(p))))),
            Noise = Pairs.Make(points.Count, Noise),
            Spread = Pairs.Make(points.Count, (p, r) => Math.Max(branch.Spread[p, r], shortcut.Spread[places[p], places[r]])),
            ExcessKurtosis = 0,
            ModelError = Band.Rounding,
            MeanOf = moment => ratio * Math.Sqrt(moment),
            IsFresh = true,
            Terms = NoiseTerms.All,
            Source = null,
        };
    }

    private static double[] PerExample(double[] maps, int positions, Func<ReadOnlyMemory<double>, double[]> of) =>
        [.. Enumerable.Range(0, maps.Length / positions).SelectMany(example => of(maps.AsMemory(example * positions, positions)))];

    private static (double Level, double Slope) Line(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var spread = x.Sum(value => (value - meanX) * (value - meanX));
        var slope = spread > 0 ? x.Zip(y, (left, right) => (left - meanX) * (right - meanY)).Sum() / spread : 0;
        return (meanY - (slope * meanX), slope);
    }

    private static (PointSet Points, int[] From) Points(Signal input, Window window, int height, int width)
    {
        if (input.Source is { } source && window.Area > 1)
        {
            var spread = PointSet.Spread(source, height * width);
            return (spread, new int[spread.Count]);
        }
        return input.Points.Moved(height * width, position =>
            (window.Vertical.Nearest(position / input.Width, input.Height) * width) + window.Horizontal.Nearest(position % input.Width, input.Width));
    }

    // The likeness of a sample is moved so that its average is the batch's own.
    private static double[,] Measured(SignalStatistics source, PointSet points, Window window, double factor, double[] second)
    {
        var products = PatchProducts.Of(source, points, window);
        var kernel = Pairs.Make(points.Count, (p, r) => factor * products(p, r));
        var whole = factor * window.Area * (source.Positions == 1 ? source.FeatureMeanSquare : source.ChannelMeanSquare);
        var covered = second.Average() / Math.Max(factor * window.Area * source.SecondMoments.Average(), double.Epsilon);
        var onDiagonal = Enumerable.Range(0, points.Count).Sum(p => points.Weights[p, p]);
        var missing = onDiagonal < 1 ? ((whole * covered) - points.Average((p, r) => kernel[p, r])) / (1 - onDiagonal) : 0;
        return Pairs.Make(points.Count, (p, r) => p == r ? second[points.InMap(p)] : Limited(kernel[p, r] + missing, kernel[p, p], kernel[r, r]));
    }

    private static double Limited(double product, double first, double second)
    {
        var most = Math.Sqrt(first * second);
        return Math.Clamp(product, -most, most);
    }
}
