namespace Experiments.Tests.Signal.Measure;

public sealed class InFloat64Tests
{
    private const int Piece = 15_360;

    // There are more than two pieces, and the last piece is short. The mean is much larger than the standard deviation, so a sum of squares
    // would lose digits.
    [Theory]
    [InlineData(1)]
    [InlineData(Piece)]
    [InlineData((2 * Piece) + 1)]
    [InlineData(40_001)]
    public void Pieces_give_the_moments_of_the_whole(int count)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var values = randn([count], dtype: ScalarType.Float32, device: CPU, generator: generator) + 1000;
        var whole = values.to(ScalarType.Float64);
        var (mean, variance) = InFloat64.Moments(values, Piece);
        Assert.Equal(whole.mean().item<double>(), mean, 1e-10);
        Assert.Equal(whole.sub(whole.mean()).square().mean().item<double>(), variance, 1e-9);
        Assert.Equal(1, InFloat64.SumOfSquares(values, Piece) / whole.square().sum().item<double>(), 1e-12);
        Assert.Equal(0.25, InFloat64.SumOfSquaredDifferences(whole, whole * 1.5, Piece) / whole.square().sum().item<double>(), 1e-12);
    }

    [Fact]
    public void Rows_are_summed_in_blocks_and_NaN_stays_NaN()
    {
        using var scope = NewDisposeScope();
        var values = ones([700, 50, 2], dtype: ScalarType.Float32);
        var stretches = new List<long>();
        Assert.Equal(70_000, InFloat64.SumOverRows(values, rows =>
        {
            stretches.Add(rows.shape[0]);
            return rows.sum().item<double>();
        }, Piece));
        Assert.True(stretches.Count > 2);
        Assert.Equal(700, stretches.Sum());
        Assert.True(double.IsNaN(InFloat64.Moments(tensor(new[] { 1f, float.NaN })).Variance));
    }

    // The value is finite in float32, but its square is infinite.
    [Fact]
    public void Squares_that_overflow_float32_are_finite() =>
        Assert.Equal(1e60, Moments.Of(full([20_000], 1e30, dtype: ScalarType.Float32)).SecondMoment, 1e54);
}
