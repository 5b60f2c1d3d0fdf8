namespace Experiments.Signal.Predict;

/// <summary>Kernel of a convolution or pooling layer, along the vertical and the horizontal axis. The padding consists of zeros.</summary>
public sealed record KernelGeometry(KernelAxis Vertical, KernelAxis Horizontal)
{
    /// <summary>Number of taps.</summary>
    public int Area => Vertical.Size * Horizontal.Size;

    /// <summary>The kernel that contains only the middle tap and has the same number of outputs.</summary>
    public KernelGeometry Middle => new(Vertical.Middle, Horizontal.Middle);

    /// <summary>Computes, for each output position, the sum of a map over the taps. The map is [height · width], the result [height out ·
    /// width out]. Taps in the padding count as 0.</summary>
    public double[] Sum(ReadOnlySpan<double> map, int height, int width)
    {
        var (rows, columns) = (Vertical.Outputs(height), Horizontal.Outputs(width));
        var across = new double[height * columns];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                foreach (var from in Horizontal.Inputs(x, width))
                    across[(y * columns) + x] += map[(y * width) + from];
            }
        }

        var sum = new double[rows * columns];
        for (var y = 0; y < rows; y++)
        {
            foreach (var from in Vertical.Inputs(y, height))
            {
                for (var x = 0; x < columns; x++)
                    sum[(y * columns) + x] += across[(from * columns) + x];
            }
        }
        return sum;
    }

    /// <summary>
    /// Computes the share of the weights that two output positions have in common, |T ∩ T'| / √(|T| |T'|). The share is below 1 if the
    /// image's border cuts off different taps at the two positions. The correlation of a filter's outputs for similar inputs is multiplied
    /// by this share.
    /// </summary>
    public double SharedTaps(int output, int other, int height, int width)
    {
        var columns = Horizontal.Outputs(width);
        return Shared(Vertical.TapsOf(output / columns, height), Vertical.TapsOf(other / columns, height))
            * Shared(Horizontal.TapsOf(output % columns, width), Horizontal.TapsOf(other % columns, width));
    }

    /// <summary>Computes the same share as <see cref="SharedTaps"/> for two input positions, for gradients in the backward pass.</summary>
    public double SharedTapsOnto(int input, int other, int height, int width) =>
        Shared(Vertical.TapsOnto(input / width, height), Vertical.TapsOnto(other / width, height))
        * Shared(Horizontal.TapsOnto(input % width, width), Horizontal.TapsOnto(other % width, width));

    /// <summary>Returns, for each tap, the output position that uses an input position through this tap, or −1 if no output position
    /// does.</summary>
    public IReadOnlyList<int> PlacesOnto(int input, int inputWidth, int outputHeight, int outputWidth)
    {
        var across = Horizontal.OutputsOnto(input % inputWidth, outputWidth).ToList();
        return [.. Vertical.OutputsOnto(input / inputWidth, outputHeight)
            .SelectMany(y => across.Select(x => y < 0 || x < 0 ? -1 : (y * outputWidth) + x))];
    }

    /// <summary>Computes the average number of taps that two output positions have in common. For each tap, the method computes the share
    /// of the outputs that use this tap; the result is the sum of the squares of these shares.</summary>
    public double MeanSharedTaps(int height, int width) => MeanShared(Vertical, height) * MeanShared(Horizontal, width);

    private static double MeanShared(KernelAxis taps, int length)
    {
        var outputs = taps.Outputs(length);
        return Enumerable.Range(0, outputs).SelectMany(output => taps.TapsOf(output, length)).GroupBy(tap => tap)
            .Sum(uses => Math.Pow(uses.Count() / (double)outputs, 2));
    }

    private static double Shared(IEnumerable<int> first, IEnumerable<int> second)
    {
        var (left, right) = (first.ToList(), second.ToList());
        return left.Count * right.Count == 0 ? 0 : left.Intersect(right).Count() / Math.Sqrt(left.Count * (double)right.Count);
    }

    /// <summary>Computes the transpose of <see cref="Sum"/>: the result at an input position is the sum over the output positions that use
    /// this input position.</summary>
    public double[] SumBack(ReadOnlySpan<double> map, int height, int width)
    {
        var (rows, columns) = (Vertical.Outputs(height), Horizontal.Outputs(width));
        var across = new double[height * columns];
        for (var y = 0; y < rows; y++)
        {
            foreach (var to in Vertical.Inputs(y, height))
            {
                for (var x = 0; x < columns; x++)
                    across[(to * columns) + x] += map[(y * columns) + x];
            }
        }

        var sum = new double[height * width];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                foreach (var to in Horizontal.Inputs(x, width))
                    sum[(y * width) + to] += across[(y * columns) + x];
            }
        }
        return sum;
    }
}
