namespace Experiments.Tests.Signal.Measure;

public sealed class SingularValueTests
{
    [Theory]
    [InlineData(30, 7)]
    [InlineData(7, 30)]
    public void It_is_the_largest_of_all_singular_values(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var matrix = randn([rows, columns], dtype: ScalarType.Float64, device: CPU, generator: generator);
        Assert.Equal(linalg.svdvals(matrix).max().item<double>(), SingularValue.Largest(matrix), 10);
    }

    // The weight [2, 1, 1, 2] as a matrix has the singular values 3 and 4.
    [Fact]
    public void A_convolution_is_a_matrix_of_outputs_by_inputs_times_area()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(4, SingularValue.Largest(tensor(new float[] { 0, 3, -4, 0 }).reshape(2, 1, 1, 2)), 10);
        Assert.True(double.IsNaN(SingularValue.Largest(tensor(new[] { 1, float.NaN }).reshape(1, 2))));
    }
}
