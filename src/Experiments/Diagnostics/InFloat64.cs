using static TorchSharp.torch;

namespace Experiments.Diagnostics;

/// <summary>
/// Sums over the values of a tensor, in float64, on any device: piece by piece, so that the copy in another format takes little memory beside a large network's own. The pieces are the same on every
/// device, and so are the bits that come out.
/// </summary>
internal static class InFloat64
{
    // 32 MB in float64. A GPU waits for each number that is fetched from it, so they are not small.
    private const long PieceSize = 1L << 22;

    /// <summary>Mean and variance over all values, the variance divided by their number: Chan, Golub and LeVeque's rule joins the pieces.</summary>
    public static (double Mean, double Variance) Moments(Tensor values, long pieceSize = PieceSize)
    {
        var (count, mean, squares) = (0.0, 0.0, 0.0);
        foreach (var piece in Pieces(values, pieceSize))
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
    public static double SumOfSquares(Tensor values, long pieceSize = PieceSize) => Pieces(values, pieceSize).Sum(piece => SquaresOf(piece));

    /// <summary>Σ (x − y)², y of the same shape.</summary>
    public static double SumOfSquaredDifferences(Tensor values, Tensor others, long pieceSize = PieceSize) => Pieces(values, pieceSize).Zip(Pieces(others, pieceSize), (piece, other) =>
    {
        using var scope = NewDisposeScope();
        return SquaresOf(piece.to(ScalarType.Float64).sub(other.to(ScalarType.Float64)));
    }).Sum();

    /// <summary>A number from each stretch of rows, summed: [rows, …] in stretches of about a piece each.</summary>
    public static double SumOverRows(Tensor values, Func<Tensor, double> of, long pieceSize = PieceSize)
    {
        var rows = values.shape[0];
        var step = Math.Max(1, pieceSize * rows / Math.Max(1, values.numel()));
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

    private static IEnumerable<Tensor> Pieces(Tensor values, long size)
    {
        using var flat = values.detach().flatten();
        for (var from = 0L; from < flat.numel(); from += size)
        {
            using var piece = flat.narrow(0, from, Math.Min(size, flat.numel() - from));
            yield return piece;
        }
    }
}
