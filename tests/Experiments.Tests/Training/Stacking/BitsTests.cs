namespace Experiments.Tests.Training.Stacking;

public sealed class BitsTests
{
    [Theory]
    [InlineData(1f, 1f, true)]
    [InlineData(1f, 1.0000001f, false)]
    [InlineData(0f, -0f, false)]
    [InlineData(float.NaN, float.NaN, true)]
    [InlineData(float.NaN, 1f, false)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity, false)]
    public void Two_tensors_are_equal_only_bit_for_bit(float one, float other, bool areEqual)
    {
        using var scope = NewDisposeScope();
        // Creates a NaN with the opposite sign, because another kernel may return such a NaN.
        var second = float.IsNaN(other) ? tensor(new[] { 2f, -other }) : tensor(new[] { 2f, other });

        Assert.Equal(areEqual, Bits.AreEqual(tensor(new[] { 2f, one }), second));
    }

    [Fact]
    public void A_nan_in_another_place_is_a_difference() =>
        Assert.False(Bits.AreEqual(tensor(new[] { float.NaN, 1f }), tensor(new[] { 1f, float.NaN })));
}
