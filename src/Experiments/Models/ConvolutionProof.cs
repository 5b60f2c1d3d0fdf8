using System.Collections.Concurrent;
using System.Globalization;
using Experiments.Configuration;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Models;

/// <summary>
/// Refuses networks whose float32 convolutions come out wrong on this machine's CPU. TorchSharp's libtorch 2.10.0 gives values and gradients that are 14 to 86 % off, and sometimes no numbers, on some AVX2
/// and AVX-512 processors where channels fill no block of 16: its oneDNN takes kernels that read what nobody wrote. A comparison of policies on such numbers would mean nothing, so it is not made.
/// </summary>
public static class ConvolutionProof
{
    private static readonly ConcurrentDictionary<(string Shape, bool WithGradient), double> s_errors = [];

    /// <summary>Holds each convolution of a network against float64, a shape once a process; a network that is not on the CPU, or not in float32, passes.</summary>
    /// <param name="model">The network.</param>
    /// <param name="withGradient">Whether gradients are going to be computed: then those with respect to a layer's input are looked at too, except of the first one, whose input is data.</param>
    /// <exception cref="MissingException">One comes out wrong; the message says how to have it computed right.</exception>
    public static void Check(Module model, bool withGradient = true) =>
        Check(model, withGradient, (shape, ofGradient) => s_errors.GetOrAdd((shape.Key, ofGradient), _ => ConvolutionError.Of(shape, ofGradient, functional.conv2d)));

    /// <summary>The same with the errors that are given.</summary>
    internal static void Check(Module model, bool withGradient, Func<ConvolutionShape, bool, double> errorOf)
    {
        foreach (var layer in Layers.Of(model))
        {
            if (ConvolutionShape.Of(layer) is not { } shape || layer.Parameters.Any(parameter => parameter.Value.device.type != DeviceType.CPU || parameter.Value.dtype != ScalarType.Float32))
                continue;
            var error = errorOf(shape, withGradient && layer.Depth > 0);
            if (!(error < ConvolutionError.Tolerance))
                throw new MissingException(Words(layer.Name, shape, error));
        }
    }

    private static string Words(string layer, ConvolutionShape shape, double error) => string.Create(CultureInfo.InvariantCulture,
        $"The convolutions of '{layer}', weight [{string.Join(", ", shape.Weight)}], come out {(double.IsFinite(error) ? $"{error:0%} off" : "as no numbers")} on this processor in float32: " +
        $"this libtorch takes a wrong kernel for so many channels. Set ONEDNN_MAX_CPU_ISA=SSE41 in the environment, take channels that are multiples of 16, precision float64, or a GPU.");
}
