using Experiments.Models;
using Experiments.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Tests.Training;

public sealed class ConvolutionProofTests
{
    [Theory]
    [InlineData(33, 42, 3, 1)]
    [InlineData(4, 8, 3, 1)]
    [InlineData(24, 24, 5, 4)]
    [InlineData(16, 16, 1, 1)]
    public void This_engines_convolutions_agree_with_float64(long inputs, long outputs, long side, long groups)
    {
        using var model = Sequential(Conv2d(inputs, inputs, side), Conv2d(inputs, outputs, side, groups: groups));

        ConvolutionProof.Check(model);
        Assert.InRange(ConvolutionProof.Error([outputs, inputs / groups, side, side], groups, withGradient: true, functional.conv2d), 1e-9, 1e-5);
    }

    // As libtorch 2.10's: of 24 channels the last 8 count for nothing.
    [Fact]
    public void Channels_that_are_left_out_are_found_forward_and_back()
    {
        Tensor Forgetful(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
            input.dtype == ScalarType.Float64
                ? functional.conv2d(input, weight, bias, padding: padding)
                : functional.conv2d(input.narrow(1, 0, 16), weight.narrow(1, 0, 16), bias, padding: padding);
        // The right values, with a gradient of which a third is gone.
        Tensor ForgetfulBack(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
        {
            var output = functional.conv2d(input, weight, bias, padding: padding);
            return cat([output.narrow(1, 0, 16), output.narrow(1, 16, 8).detach()], 1);
        }

        Assert.InRange(ConvolutionProof.Error([24, 24, 3, 3], 1, withGradient: false, Forgetful), 0.3, 0.9);
        Assert.InRange(ConvolutionProof.Error([24, 24, 3, 3], 1, withGradient: true, ForgetfulBack), 0.3, 0.9);
        Assert.InRange(ConvolutionProof.Error([24, 24, 3, 3], 1, withGradient: false, ForgetfulBack), 0, 1e-5);
    }

    [Fact]
    public void No_number_is_an_error_and_the_sentence_says_what_to_do()
    {
        var error = ConvolutionProof.Error([8, 8, 3, 3], 1, withGradient: false, (input, weight, _, _, padding, _, _) => functional.conv2d(input, weight, padding: padding) * double.NaN);

        Assert.True(double.IsNaN(error));
        Assert.Equal(
            "The convolutions of 'features.2', weight [24, 24, 3, 3], come out 40% off on this processor in float32: this libtorch takes a wrong kernel for so many channels. " +
            "Set ONEDNN_MAX_CPU_ISA=SSE41 in the environment, take channels that are multiples of 16, precision float64, or a GPU.",
            ConvolutionProof.Words("features.2", [24, 24, 3, 3], 0.4));
        Assert.Contains("come out as no numbers on", ConvolutionProof.Words("features.2", [24, 24, 3, 3], error), StringComparison.Ordinal);
    }

    [Fact]
    public void It_leaves_the_random_generators_alone()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Conv2d(7, 9, 3), ReLU(), new StandardizedConv2d(9, 11, 3, 1, 1, true));
        manual_seed(3);
        var expected = randn(4).data<float>().ToArray();
        manual_seed(3);
        ConvolutionProof.Check(model);

        Assert.Equal(expected, randn(4).data<float>().ToArray());
    }
}
