namespace Experiments.Tests.Training.Stacking;

public sealed class AgreementTests
{
    [Theory]
    [InlineData(new[] { 1f, 2, 3 }, new[] { 1f, 2, 3 }, true)]
    [InlineData(new[] { 1f, 2, 3 }, new[] { 1f, 2, 3.01f }, true)]
    [InlineData(new[] { 1f, 2, 3 }, new[] { 1f, 2, 3.1f }, false)]
    [InlineData(new[] { 1f, float.NaN, 3 }, new[] { 1f, float.NaN, 3 }, true)]
    [InlineData(new[] { float.PositiveInfinity, 2, 3 }, new[] { float.NaN, 2, 3 }, true)]
    [InlineData(new[] { 1f, float.NaN, 3 }, new[] { 1f, 2, 3 }, false)]
    [InlineData(new[] { 1f, float.NaN, 3 }, new[] { 1f, float.NaN, 4 }, false)]
    public void Where_rounding_is_free_numbers_agree_to_a_hundredth_and_others_are_not_finite_in_the_same_places(
        float[] one, float[] other, bool agree)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(agree, Agreement.Of(tensor(one), tensor(other), isExact: false));
    }
}
