namespace Experiments.Models;

/// <summary>Computes the relative error of a float32 convolution on the CPU. The reference is the same convolution in float64, for which
/// libtorch uses other code.</summary>
public static class ConvolutionError
{
    /// <summary>Maximum accepted relative error: rounding gives about 1e-7, a wrong kernel more than 0.1.</summary>
    public const double Tolerance = 1e-3;

    // Channels, filters, strides and groups determine the kernel; the image size does not.
    private const long Side = 4;
    private const long Examples = 2;

    /// <summary>The signature of <c>functional.conv2d</c>.</summary>
    internal delegate Tensor Convolve(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
        long[]? dilation = null, long groups = 1);

    // The shapes include channel counts that are not multiples of 16, 8 or 4, and strides, groups and 1×1 filters, for which oneDNN has
    // separate kernels.
    private static readonly ConvolutionShape[] s_kinds =
    [
        new([24, 24, 3, 3]), new([42, 33, 3, 3]), new([8, 4, 5, 5]), new([16, 3, 3, 3]), new([24, 24, 1, 1]),
        new([20, 20, 3, 3]) { Stride = [2, 2] }, new([24, 12, 3, 3]) { Groups = 2 },
    ];

    /// <summary>Returns the largest relative error of forward and backward passes of many kinds of convolution; NaN if a result is
    /// NaN.</summary>
    public static double OfManyKinds() => s_kinds.Select(shape => Of(shape, withGradient: true, functional.conv2d)).Aggregate(Math.Max);

    /// <summary>Returns the larger relative error of the output and of the gradient with respect to the input; NaN if a result is
    /// NaN.</summary>
    internal static double Of(ConvolutionShape shape, bool withGradient, Convolve convolve)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var weight = Wave(1.3, shape.Weight);
        var input = Wave(0.7, Examples, shape.Weight[1] * shape.Groups, Side, Side);
        long[] padding = [shape.Weight[2] / 2 * shape.Dilation[0], shape.Weight[3] / 2 * shape.Dilation[1]];
        (Tensor Output, Tensor? Gradient) In(ScalarType type, Convolve with)
        {
            var seen = input.to(type).clone().requires_grad_(withGradient);
            var output = with(seen, weight.to(type), strides: shape.Stride, padding: padding, dilation: shape.Dilation,
                groups: shape.Groups);
            if (withGradient)
                (output * Wave(2.1, output.shape).to(type)).sum().backward();
            return (output.detach(), seen.grad);
        }
        var (given, exact) = (In(ScalarType.Float32, convolve), In(ScalarType.Float64, functional.conv2d));
        var ofOutput = Relative(given.Output, exact.Output);
        return withGradient ? Math.Max(ofOutput, Relative(given.Gradient!, exact.Gradient!)) : ofOutput;
    }

    // Returns irregular numbers from −1 to 1 without using a random generator. The numbers are computed in place, because a large layer
    // would otherwise need several times its memory.
    private static Tensor Wave(double frequency, params long[] shape)
    {
        var values = arange(1, shape.Aggregate(1L, (size, side) => size * side) + 1, dtype: ScalarType.Float64, device: CPU);
        return values.mul_(values).mul_(frequency).sin_().reshape(shape);
    }

    private static double Relative(Tensor given, Tensor exact) =>
        (given.to(ScalarType.Float64) - exact).norm().item<double>() / exact.norm().item<double>();
}
