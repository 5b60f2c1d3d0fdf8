using System.Collections.Concurrent;
using Experiments.Native;

namespace Experiments.Models;

/// <summary>
/// Checks float32 convolutions on the CPU. libtorch uses oneDNN, which chooses block sizes from the processor's reported caches. Some
/// virtual machines report no caches. On such machines, convolutions of libtorch 2.10 have errors of 14 to 86 % if the number of channels
/// is not a multiple of 16. In this case, oneDNN is switched off when the process starts, so that results do not depend on earlier runs.
/// </summary>
public static class ConvolutionProof
{
    private static readonly ConcurrentDictionary<(string Shape, bool WithGradient, int Threads), double> s_errors = [];

    /// <summary>Reason why oneDNN is off in this process; null if it is on.</summary>
    public static string? WhyOff { get; private set; }

    /// <summary>Compares many kinds of convolution with float64, and switches oneDNN off if a result is wrong. The comparison runs once per
    /// process, before the first computation.</summary>
    public static void Establish(LoadedTorch torch)
    {
        if (OneDnn.IsUnwanted)
        {
            WhyOff = OneDnn.SwitchOff(torch) ? $"oneDNN is off ({OneDnn.Variable}), so libtorch computes convolutions without it." : null;
            return;
        }

        var error = ConvolutionError.OfManyKinds();
        if (error < ConvolutionError.Tolerance || !OneDnn.SwitchOff(torch))
            return;
        var cause = CpuCaches.AreReported ? "" : ", because this machine's CPUID reports no cache sizes";
        var after = ConvolutionError.OfManyKinds();
        WhyOff = $"oneDNN computes wrong convolutions here{cause} ({Words(error)}). oneDNN is switched off" +
            (after < ConvolutionError.Tolerance
                ? ", so libtorch computes convolutions without it."
                : $", but convolutions are still wrong ({Words(after)}).");
    }

    /// <summary>Returns a warning for a network with float32 convolutions on the CPU if oneDNN is off, otherwise null.</summary>
    public static string? Warning(Module model) => WhyOff is { } why && Shapes(model).Any() ? why : null;

    /// <summary>Compares each convolution of a float32 network on the CPU with float64, once per shape and process.</summary>
    /// <param name="withGradient">Whether to also check gradients with respect to the layers' inputs. The first layer is excepted, because
    /// its input is data.</param>
    /// <exception cref="MissingException">A convolution is wrong; the message says what to change.</exception>
    public static void Check(Module model, bool withGradient = true) =>
        Check(model, withGradient,
            (shape, ofGradient) => s_errors.GetOrAdd((shape.Key, ofGradient, get_num_threads()),
                _ => ConvolutionError.Of(shape, ofGradient, functional.conv2d)));

    internal static void Check(Module model, bool withGradient, Func<ConvolutionShape, bool, double> errorOf)
    {
        foreach (var (layer, shape) in Shapes(model))
        {
            var error = errorOf(shape, withGradient && layer.Depth > 0);
            if (!(error < ConvolutionError.Tolerance))
                throw new MissingException(Refusal(layer.Name, shape, error));
        }
    }

    private static IEnumerable<(Layer Layer, ConvolutionShape Shape)> Shapes(Module model) => Layers.Of(model)
        .Where(layer => layer.Parameters.All(
            parameter => parameter.Value.device.type == DeviceType.CPU && parameter.Value.dtype == ScalarType.Float32))
        .Select(layer => (layer, ConvolutionShape.Of(layer)!))
        .Where(pair => pair.Item2 is not null);

    private static string Refusal(string layer, ConvolutionShape shape, double error) =>
        $"The convolutions of '{layer}', weight [{string.Join(", ", shape.Weight)}], are wrong on this processor in float32 "
            + $"({Words(error)}). " +
        (OneDnn.IsOff
            ? "Use precision float64 or a GPU, or another libtorch (--torch)."
            : $"Set {OneDnn.Variable}=off in the environment, or use precision float64 or a GPU.");

    private static string Words(double error) =>
        double.IsFinite(error) ? string.Create(CultureInfo.InvariantCulture, $"{error:0%} off") : "not a number";
}
