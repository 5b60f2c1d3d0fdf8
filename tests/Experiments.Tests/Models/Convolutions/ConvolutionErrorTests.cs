namespace Experiments.Tests.Models;

public sealed class ConvolutionErrorTests
{
    private static readonly ConvolutionShape Of24 = new([24, 24, 3, 3]);

    [Theory]
    [InlineData(33, 42, 3, 1, 1)]
    [InlineData(4, 8, 3, 1, 2)]
    [InlineData(24, 24, 5, 4, 1)]
    [InlineData(1, 1, 2, 1, 3)]
    [InlineData(16, 16, 1, 1, 2)]
    public void That_of_a_right_kernel_is_rounding(long inputs, long outputs, long side, long groups, long stride) =>
        Assert.InRange(ConvolutionError.Of(new([outputs, inputs / groups, side, side]) { Groups = groups, Stride = [stride, stride],
            Dilation = [1, 2] }, withGradient: true, functional.conv2d), 1e-9, 1e-5);

    // Simulates the error of libtorch 2.10, which ignores the last 8 of 24 channels. These channels have a third of the sum of squares, so
    // the relative error is √⅓.
    [Fact]
    public void Channels_that_are_left_out_are_found_forward_and_back()
    {
        ConvolutionError.Convolve forward = (input, weight, _, _, padding, _, _) => input.dtype == ScalarType.Float64
            ? functional.conv2d(input, weight, padding: padding)
            : functional.conv2d(input.narrow(1, 0, 16), weight.narrow(1, 0, 16), padding: padding);
        ConvolutionError.Convolve back = (input, weight, _, _, padding, _, _) =>
        {
            var output = functional.conv2d(input, weight, padding: padding);
            return input.dtype == ScalarType.Float64 ? output : cat([output.narrow(1, 0, 16), output.narrow(1, 16, 8).detach()], 1);
        };

        Assert.Equal(Math.Sqrt(1 / 3.0), ConvolutionError.Of(Of24, withGradient: false, forward), 0.1);
        Assert.Equal(Math.Sqrt(1 / 3.0), ConvolutionError.Of(Of24, withGradient: true, back), 0.1);
        Assert.InRange(ConvolutionError.Of(Of24, withGradient: false, back), 0, 1e-5);
    }

    [Fact]
    public void What_is_no_number_is_none() =>
        Assert.True(double.IsNaN(ConvolutionError.Of(Of24, withGradient: true,
            (input, weight, _, _, padding, _, _) => functional.conv2d(input, weight, padding: padding) * double.NaN)));
}
