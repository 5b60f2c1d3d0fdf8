namespace Experiments.Signal.Measure;

/// <summary>
/// Adds a tensor's values in float64, on any device. The tensor is converted piece by piece, so that the float64 copies need little memory.
/// The pieces are the same on every device.
/// </summary>
internal static class InFloat64
{
    // 32 MB in float64. With smaller pieces a GPU would wait more often, because it waits each time a number is copied to the host.
    private const long PieceSize = 1L << 22;

    /// <summary>Computes mean and variance (divided by n) over all values. The moments of the pieces are combined by the rule of Chan,
    /// Golub and LeVeque.
    /// </summary>
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

    public static double SumOfSquares(Tensor values, long pieceSize = PieceSize) =>
        Pieces(values, pieceSize).Sum(piece => SquaresOf(piece));

    /// <summary>Computes Σ (x − y)² for two tensors of the same shape.</summary>
    public static double SumOfSquaredDifferences(Tensor values, Tensor others, long pieceSize = PieceSize) =>
        Pieces(values, pieceSize).Zip(Pieces(others, pieceSize), (piece, other) =>
        {
            using var scope = NewDisposeScope();
            return SquaresOf(piece.to(ScalarType.Float64).sub(other.to(ScalarType.Float64)));
        }).Sum();

    /// <summary>Sums <paramref name="of"/> over consecutive blocks of rows, each of about <paramref name="pieceSize"/> values.</summary>
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
