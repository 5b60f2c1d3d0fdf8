namespace Experiments.Tests.Signal.Measure;

public sealed class SymmetryTests
{
    [Fact]
    public void Units_with_equal_outputs_have_index_1_and_a_single_unit_has_none()
    {
        using var scope = NewDisposeScope();
        var column = tensor(new float[] { 1, -2, 0.5f }).unsqueeze(1);
        Assert.Equal(1, Symmetry.Index(column.expand(3, 4))!.Value, 12);
        Assert.Equal(1, Symmetry.Index(zeros([3, 4]))!.Value, 12);
        Assert.Null(Symmetry.Index(column));
    }

    // The rows (1, 3) and (2, −2) have the means 2 and 0, so the symmetry index is 2·(4 + 0) / (1 + 9 + 4 + 4).
    [Fact]
    public void The_index_is_the_common_share_of_the_outputs()
    {
        using var scope = NewDisposeScope();
        var answers = tensor(new float[] { 1, 3, 2, -2 }).reshape(2, 2);
        Assert.Equal(8.0 / 18, Symmetry.Index(answers)!.Value, 12);
        Assert.Equal(8.0 / 18, Symmetry.Index(answers.reshape(1, 2, 2).transpose(1, 2))!.Value, 12);
        Assert.Equal(0, Symmetry.Index(tensor(new float[] { 1, -1, 2, -2 }).reshape(2, 2))!.Value, 12);
    }

    // The mean over n independent units with mean 0 has a variance of 1/n. The standard error of the symmetry index is √(2/N)/n.
    [Fact]
    public void Independent_units_have_an_index_of_one_over_their_number()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var answers = randn([20_000, 50], dtype: ScalarType.Float32, device: CPU, generator: generator);
        Assert.Equal(1.0 / 50, Symmetry.Index(answers)!.Value, 4 * Math.Sqrt(2.0 / 20_000) / 50);
    }
}
