using System.Collections.Concurrent;
using System.Globalization;
using Experiments.Configuration;
using Experiments.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Training;

/// <summary>
/// Holds the float32 convolutions of a CPU against the same ones in float64, which libtorch computes by other code. They are not right on every machine: TorchSharp's libtorch 2.10.0 gives values and
/// gradients that are 15 to 80 % off, and sometimes no numbers, on some AVX2 and AVX-512 processors where channels fill no block of 16: its oneDNN takes a kernel for them that reads what nobody wrote.
/// A comparison of policies on such numbers would mean nothing, so it is not made.
/// </summary>
public static class ConvolutionProof
{
    // Rounding makes about 1e-7 of them, a wrong kernel more than a tenth.
    private const double Tolerance = 1e-3;

    // Which kernel is taken hangs on the channels, the size of the filters and the groups, and on the images' size only as far as they may hold more than one place.
    private const long Side = 4;
    private const long Examples = 2;

    private static readonly ConcurrentDictionary<(string Shape, long Groups, bool WithGradient), double> s_errors = [];

    /// <summary>Refuses a network whose convolutions come out wrong on this machine's CPU; a network that is elsewhere, or in float64, passes.</summary>
    /// <exception cref="MissingException">One does; the message says how to have them computed right.</exception>
    public static void Check(Module<Tensor, Tensor> model)
    {
        foreach (var layer in Layers.Of(model).Where(layer => layer is { Kind: LayerKind.Conv }))
        {
            var weight = layer.Parameters.First(parameter => parameter.Name == "weight").Value;
            if (weight.device.type != DeviceType.CPU || weight.dtype != ScalarType.Float32 || weight.dim() != 4 || layer.Module is TorchSharp.Modules.Convolution { transposed: true })
                continue;
            // What the first layer sees is data, which gets no gradient.
            var error = s_errors.GetOrAdd((string.Join(',', weight.shape), layer.Groups, layer.Depth > 0), key => Error(weight.shape, key.Groups, key.WithGradient, functional.conv2d));
            if (!(error < Tolerance))
                throw new MissingException(Words(layer.Name, weight.shape, error));
        }
    }

    /// <summary>A convolution, as <c>functional.conv2d</c>.</summary>
    internal delegate Tensor Convolve(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1);

    /// <summary>The relative error of a float32 convolution, or of its gradient with respect to the input if that is larger; NaN where something is no number.</summary>
    internal static double Error(long[] shape, long groups, bool withGradient, Convolve convolve)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var (input, weight) = (Wave(0.7, Examples, shape[1] * groups, Side, Side), Wave(1.3, shape));
        (Tensor Output, Tensor? Gradient) Of(ScalarType type, Convolve with)
        {
            var seen = input.to(type).clone().requires_grad_(withGradient);
            var output = with(seen, weight.to(type), padding: [shape[2] / 2, shape[3] / 2], groups: groups);
            if (withGradient)
                (output * Wave(2.1, output.shape).to(type)).sum().backward();
            return (output.detach(), seen.grad);
        }
        var (given, exact) = (Of(ScalarType.Float32, convolve), Of(ScalarType.Float64, functional.conv2d));
        var ofOutput = Relative(given.Output, exact.Output);
        return withGradient ? Math.Max(ofOutput, Relative(given.Gradient!, exact.Gradient!)) : ofOutput;
    }

    // Numbers between −1 and 1 that resemble noise and leave the random generators alone.
    private static Tensor Wave(double frequency, params long[] shape) => (arange(1, shape.Aggregate(1L, (size, side) => size * side) + 1, dtype: ScalarType.Float64, device: CPU).square() * frequency).sin().reshape(shape);

    private static double Relative(Tensor given, Tensor exact) => (given.to(ScalarType.Float64) - exact).norm().item<double>() / exact.norm().item<double>();

    internal static string Words(string layer, long[] shape, double error) => string.Create(CultureInfo.InvariantCulture,
        $"The convolutions of '{layer}', weight [{string.Join(", ", shape)}], come out {(double.IsFinite(error) ? $"{error:0%} off" : "as no numbers")} on this processor in float32: " +
        $"this libtorch takes a wrong kernel for so many channels. Set ONEDNN_MAX_CPU_ISA=SSE41 in the environment, take channels that are multiples of 16, precision float64, or a GPU.");
}
