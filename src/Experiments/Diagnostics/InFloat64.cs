using static TorchSharp.torch;

namespace Experiments.Diagnostics;

/// <summary>
/// Sums over the values of a tensor, in float64, on any device: piece by piece, because a copy of a large tensor in another format takes fresh memory from the system each time, whose
/// pages cost more than the sum.
/// </summary>
internal static class InFloat64
{
    // 120 kB in float64: below what the C library's allocator maps anew for each request.
    private const long PieceOnCpu = 15_360;

    // A device has an allocator of its own that keeps memory, and waits for each number that is fetched from it: 128 MB at a time.
    private const long PieceElsewhere = 1L << 24;

    /// <summary>Mean and variance over all values, the variance divided by their number: Chan, Golub and LeVeque's rule joins the pieces.</summary>
    public static (double Mean, double Variance) Moments(Tensor values)
    {
        var (count, mean, squares) = (0.0, 0.0, 0.0);
        foreach (var piece in Pieces(values))
        {
            using var scope = NewDisposeScope();
            var exact = piece.to(ScalarType.Float64);
            var own = exact.mean().item<double>();
            var centered = exact.sub(own);
            var (size, difference) = ((double)exact.numel(), own - mean);
            squares += centered.dot(centered).item<double>() + (difference * difference * count * size / (count + size));
            (mean, count) = (mean + (difference * size / (count + size)), count + size);
        }
        return (mean, squares / count);
    }

    /// <summary>Σ x².</summary>
    public static double SumOfSquares(Tensor values) => Pieces(values).Sum(piece => SquaresOf(piece));

    /// <summary>Σ (x − y)², y of the same shape.</summary>
    public static double SumOfSquaredDifferences(Tensor values, Tensor others) => Pieces(values).Zip(Pieces(others), (piece, other) =>
    {
        using var scope = NewDisposeScope();
        return SquaresOf(piece.to(ScalarType.Float64).sub(other.to(ScalarType.Float64)));
    }).Sum();

    /// <summary>A number from each stretch of rows, summed: [rows, …] in stretches of some thousands of values.</summary>
    public static double SumOverRows(Tensor values, Func<Tensor, double> of)
    {
        var rows = values.shape[0];
        var step = Math.Max(1, PieceOf(values) * rows / Math.Max(1, values.numel()));
        var sum = 0.0;
        for (var from = 0L; from < rows; from += step)
        {
            using var scope = NewDisposeScope();
            sum += of(values.narrow(0, from, Math.Min(step, rows - from)).to(ScalarType.Float64));
        }
        return sum;
    }

    private static double SquaresOf(Tensor piece)
    {
        using var scope = NewDisposeScope();
        var exact = piece.to(ScalarType.Float64).flatten();
        return exact.dot(exact).item<double>();
    }

    private static IEnumerable<Tensor> Pieces(Tensor values)
    {
        using var flat = values.detach().flatten();
        var size = PieceOf(values);
        for (var from = 0L; from < flat.numel(); from += size)
        {
            using var piece = flat.narrow(0, from, Math.Min(size, flat.numel() - from));
            yield return piece;
        }
    }

    private static long PieceOf(Tensor values) => values.device.type == TorchSharp.DeviceType.CPU ? PieceOnCpu : PieceElsewhere;
}
