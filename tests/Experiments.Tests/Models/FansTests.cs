namespace Experiments.Tests.Models;

public sealed class FansTests
{
    [Theory]
    [InlineData(new long[] { 3, 5 }, 1, 5, 3)]
    [InlineData(new long[] { 1, 1 }, 1, 1, 1)]
    [InlineData(new long[] { 16, 8, 1, 1 }, 1, 8, 16)]
    [InlineData(new long[] { 16, 8, 3, 5 }, 1, 120, 240)]
    [InlineData(new long[] { 6, 4, 5 }, 1, 20, 30)]
    [InlineData(new long[] { 2, 3, 4, 5, 6 }, 1, 360, 240)]
    public void Fans_are_channels_times_kernel_area(long[] shape, long groups, long fanIn, long fanOut) =>
        Assert.Equal(new Fans(fanIn, fanOut), Fans.Of(shape, groups));

    [Fact]
    public void Groups_divide_the_outputs_that_an_input_reaches()
    {
        // The layer has 12 inputs, 24 outputs, 3 groups and 3×3 kernels. Each input is connected to 8 outputs with 9 weights each, and each
        // output to 4 inputs.
        long[] shape = [24, 4, 3, 3];
        Assert.Equal(new Fans(36, 72), Fans.Of(shape, groups: 3));
        Assert.Equal(new Fans(36, 216), Fans.Of(shape));
    }

    [Fact]
    public void A_depthwise_convolution_has_its_kernel_area_on_both_sides() =>
        Assert.Equal(new Fans(9, 9), Fans.Of([8, 1, 3, 3], groups: 8));

    [Fact]
    public void A_vector_has_no_fans()
    {
        var refused = Assert.Throws<ArgumentException>(() => Fans.Of([7]));
        Assert.Contains("at least two dimensions, not [7]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_do_not_divide_the_outputs_are_refused() =>
        Assert.Throws<ArgumentException>(() => Fans.Of([8, 2, 3, 3], groups: 3));
}
