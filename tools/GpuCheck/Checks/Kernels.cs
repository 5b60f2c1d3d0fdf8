using GpuCheck.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GpuCheck.Checks;

/// <summary>Runs the kernels of the networks several times with the same input, to find kernels whose sums have a varying order of
/// terms.</summary>
internal sealed class Kernels : ICheck
{
    private const int Times = 10;
    private const long Seed = 5;

    private static readonly OrderedDictionary<string, Func<Layer>> s_layers = new()
    {
        ["linear"] = () => new(Linear(512, 256), [128, 512]),
        ["convolution"] = () => new(Conv2d(32, 64, 3, padding: 1), [64, 32, 16, 16]),
        ["convolution, stride 2"] = () => new(Conv2d(32, 64, 3, stride: 2, padding: 1), [64, 32, 16, 16]),
        ["batch norm"] = () => new(BatchNorm2d(32), [64, 32, 16, 16]),
        ["layer norm"] = () => new(LayerNorm(256), [128, 256]),
        ["max pooling"] = () => new(MaxPool2d(2, 2), [64, 32, 16, 16]),
        ["adaptive average pooling"] = () => new(AdaptiveAvgPool2d([7, 7]), [64, 32, 4, 4]),
        ["global average pooling"] = () => new(AdaptiveAvgPool2d([1, 1]), [64, 32, 16, 16]),
    };

    public string Name => "kernels";

    public string Legend => $"""
        Layers, {Times} times each with the same input on the device: output, gradient of the input and gradients of the parameters. A figure of 0 means the same bits each time. Otherwise it is the largest
        |x - x'| / |x|: the kernel adds in a varying order, which changes a sum by up to 2 sqrt(n) u (see "rows"), with n terms in the longest sum.
        """;

    public IEnumerable<Trial> Trials(Bench bench) =>
        s_layers.Take(bench.IsQuick ? 1 : int.MaxValue).Select(layer => new Trial(layer.Key, () => Repeat(layer.Value(), bench.Device)));

    private static CheckResult Repeat(Layer layer, Device device)
    {
        using var module = layer.Module;
        module.to(device);
        var first = Pass(layer, device);
        var largest = Enumerable.Range(1, Times - 1)
            .Max(_ => Pass(layer, device).Zip(first, (again, before) => Distance.Relative(before, again)).Max());
        // A weight's gradient is a sum over the batch and its positions, which has more terms than a layer's inputs.
        var terms = (double)layer.Input[0] * layer.Input.Skip(2).Aggregate(1L, (product, size) => product * size);
        return largest == 0
            ? CheckResult.Pass() with { Figure = 0, Tolerance = 0 }
            : CheckResult.Within(largest, 2 * Math.Sqrt(terms) * Rounding.UnitOfFloat32,
                "The bits differ from time to time, so a run with this layer is not exactly reproducible on this device.");
    }

    private static List<double[]> Pass(Layer layer, Device device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(Seed, CPU);
        var input = randn(layer.Input, device: CPU, generator: generator).to(device);
        input.requires_grad = true;
        layer.Module.zero_grad();
        var output = layer.Module.call(input);
        // Each element has its own factor, so that gradients are not sums of equal terms.
        (output * randn(output.shape, device: CPU, generator: generator).to(device)).sum().backward();
        var results = layer.Module.parameters().Select(parameter => parameter.grad).Append(input.grad).Append(output);
        return [.. results.OfType<Tensor>().Select(Numbers.Of)];
    }

    private sealed record Layer(Module<Tensor, Tensor> Module, long[] Input);
}
