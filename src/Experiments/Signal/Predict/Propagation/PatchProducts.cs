namespace Experiments.Signal.Predict;

/// <summary>Computes scalar products of two patches of a measured signal. A patch contains the inputs of a window at one output
/// point.</summary>
internal static class PatchProducts
{
    /// <summary>Computes, for two points of the window's output, the sum of x·x' over the taps, averaged over channels. Without a window,
    /// computes the mean of x·x' over channels.</summary>
    public static Func<int, int, double> Of(SignalStatistics source, PointSet points, KernelGeometry? window)
    {
        var patches = Enumerable.Range(0, points.Count).Select(point => Patch(source, points[point], window)).ToArray();
        return (p, r) => Product(patches[p], patches[r]) / source.Channels;
    }

    /// <summary>Computes, for two points of the window's output, E x²x'² / (E x² E x'²) over channels and taps.</summary>
    public static Func<int, int, double> OfSquares(SignalStatistics source, PointSet points, KernelGeometry window)
    {
        // In float32, squares overflow above 2e19 and become 0 below 4e-23; products of squares can overflow or become 0 even in float64.
        // The code therefore divides each patch by its length.
        double[][] shares = [.. Enumerable.Range(0, points.Count).Select(point => Shares(Patch(source, points[point], window)))];
        return (p, r) => shares[p].Zip(shares[r], (left, right) => left * right).Sum() * shares[p].Length;
    }

    /// <summary>Computes, for a gradient at the window's output and two input positions, the sum of g·g' over the taps, averaged over
    /// channels. For each tap, g and g' are the gradients at the outputs that use the first and the second position through this
    /// tap.</summary>
    /// <param name="points">Points of the window's input.</param>
    /// <param name="width">Width of the window's input.</param>
    public static Func<int, int, double> Back(SignalStatistics source, PointSet points, KernelGeometry window, int width)
    {
        var patches = Enumerable.Range(0, points.Count)
            .Select(point => Patch(source, points[point].Example,
                window.PlacesOnto(points[point].Position, width, source.Height, source.Width))).ToArray();
        return (p, r) => Product(patches[p], patches[r]) / source.Channels;
    }

    private static float[] Patch(SignalStatistics source, (int Example, int Position) point, KernelGeometry? window) =>
        Patch(source, point.Example, window is null ? [point.Position] : Taps(source, point.Position, window));

    private static float[] Patch(SignalStatistics source, int ofExample, IReadOnlyList<int> taps)
    {
        var example = Enumerable.Range(0, source.SampledExamples.Count).First(index => source.SampledExamples[index] == ofExample);
        var patch = new float[source.Channels * taps.Count];
        for (var channel = 0; channel < source.Channels; channel++)
        {
            for (var tap = 0; tap < taps.Count; tap++)
                patch[(channel * taps.Count) + tap] = taps[tap] < 0
                    ? 0
                    : source.Sample[(((example * source.Channels) + channel) * source.Positions) + taps[tap]];
        }
        return patch;
    }

    // A position in the padding is −1, so that equal indices in two patches mean the same tap.
    private static List<int> Taps(SignalStatistics source, int output, KernelGeometry window)
    {
        var columns = window.Horizontal.Outputs(source.Width);
        var across = window.Horizontal.Places(output % columns).ToList();
        return [.. window.Vertical.Places(output / columns).SelectMany(y => across.Select(x =>
            y >= 0 && y < source.Height && x >= 0 && x < source.Width ? (y * source.Width) + x : -1))];
    }

    private static double[] Shares(float[] patch)
    {
        var sum = patch.Sum(value => (double)value * value);
        return [.. patch.Select(value => sum > 0 ? (double)value * value / sum : 0)];
    }

    private static double Product(float[] first, float[] second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
            sum += (double)first[i] * second[i];
        return sum;
    }
}
