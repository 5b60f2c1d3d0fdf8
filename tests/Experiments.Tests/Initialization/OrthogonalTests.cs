namespace Experiments.Tests.Initialization;

public sealed class OrthogonalTests
{
    [Theory]
    [InlineData(64, 64, 1)]
    [InlineData(100, 30, 1)]
    [InlineData(30, 100, 1)]
    [InlineData(1, 50, 1)]
    [InlineData(50, 1, 2.5)]
    [InlineData(48, 48, 0.3)]
    public void The_shorter_side_of_a_matrix_is_orthonormal_times_the_gain(long rows, long columns, double gain) =>
        AssertOrthonormal(Linear(columns, rows, hasBias: false), rows, columns, gain);

    [Fact]
    public void A_convolution_is_orthonormal_with_its_trailing_dimensions_flattened() =>
        AssertOrthonormal(Conv2d(6, 20, kernel_size: 3L, bias: false), 20, 54, 1);

    [Fact]
    public void Both_signs_of_the_determinant_occur()
    {
        // Without the signs of R's diagonal, the result would not be uniform over all orthogonal matrices.
        var signs = Enumerable.Range(0, 40).Select(seed => Math.Sign(Determinant(seed))).ToList();
        Assert.InRange(signs.Count(sign => sign > 0), 8, 32);
        Assert.DoesNotContain(0, signs);
    }

    private static double Determinant(long seed)
    {
        var q = Sample.Linear(new OrthogonalScheme(), 2, 2, seed).Values;
        return (q[0] * q[3]) - (q[1] * q[2]);
    }

    private static void AssertOrthonormal(Module<Tensor, Tensor> module, long rows, long columns, double gain)
    {
        using var scope = NewDisposeScope();
        using var owned = module;
        Initializer.Apply(owned, new InitOptions { Weight = new OrthogonalScheme { GainValue = gain } }, 5);
        var matrix = owned.get_parameter("weight")!.detach().reshape(rows, columns).to_type(ScalarType.Float64);
        var gram = rows < columns ? matrix.matmul(matrix.t()) : matrix.t().matmul(matrix);
        var expected = eye(Math.Min(rows, columns), dtype: ScalarType.Float64, device: CPU).mul(gain * gain);
        Assert.InRange(gram.sub(expected).abs().max().item<double>(), 0, 1e-5 * gain * gain);
        Assert.False(matrix.abs().max().item<double>() == 0);
    }
}
