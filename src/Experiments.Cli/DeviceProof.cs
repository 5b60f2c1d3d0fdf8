using TorchSharp;
using static TorchSharp.torch;

namespace Experiments.Cli;

/// <summary>Checks a device. The check compares a forward and backward pass of a linear and a convolution layer with results computed by
/// hand. On the CPU, the check also compares float32 convolutions of many channels with float64.</summary>
public static class DeviceProof
{
    /// <summary>Result of one check: its name, and the difference from the expected result. Null means no difference.</summary>
    public sealed record Result(string Name, string? Difference);

    public static IReadOnlyList<Result> Run(Device device) =>
        device.type == DeviceType.CPU ? [Linear(device), Convolution(device), Channels()] : [Linear(device), Convolution(device)];

    // Computes y = x·Wᵀ + b with x = [1, −1], W = [[1, 2], [3, 4]], b = [½, −½]. The loss is Σy, so each row of ∂W is x, and ∂b is 1.
    private static Result Linear(Device device)
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 2);
        Fill(layer, "weight", [1, 2, 3, 4]);
        Fill(layer, "bias", [0.5f, -0.5f]);
        layer.to(device);
        var output = layer.call(tensor(new float[] { 1, -1 }).reshape(1, 2).to(device));
        output.sum().backward();
        return new("linear", Compare("output", output, [-0.5f, -1.5f])
            ?? Compare("∂weight", layer.get_parameter("weight")?.grad, [1, -1, 1, -1])
            ?? Compare("∂bias", layer.get_parameter("bias")?.grad, [1, 1]));
    }

    // Applies a 2×2 kernel of ones to the numbers 1…9: each output is the sum of its window. With the loss Σy, each element of ∂kernel is
    // also the sum of a window.
    private static Result Convolution(Device device)
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Conv2d(1, 1, 2, bias: false);
        Fill(layer, "weight", [1, 1, 1, 1]);
        layer.to(device);
        var output = layer.call(tensor(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }).reshape(1, 1, 3, 3).to(device));
        output.sum().backward();
        return new("convolution", Compare("output", output, [12, 16, 24, 28])
            ?? Compare("∂weight", layer.get_parameter("weight")?.grad, [12, 16, 24, 28]));
    }

    private static Result Channels() => new("channels", ConvolutionError.OfManyKinds() is < ConvolutionError.Tolerance ? null
        : "float32 convolutions of 24, 33 or 4 channels differ from float64");

    private static void Fill(nn.Module layer, string name, float[] values)
    {
        var parameter = layer.get_parameter(name) ?? throw new InvalidOperationException($"{layer.GetName()} has no {name}.");
        using (no_grad())
            parameter.copy_(tensor(values).reshape(parameter.shape));
    }

    // The comparison is exact: float32 and TF32 represent all these numbers (small dyadic fractions) exactly, in any order of the sums.
    private static string? Compare(string what, Tensor? given, float[] expected)
    {
        if (given is null)
            return $"{what} is missing";
        var values = given.detach().cpu().reshape(-1).data<float>().ToArray();
        return values.SequenceEqual(expected)
            ? null
            : $"{what} is [{string.Join(", ", values)}] and should be [{string.Join(", ", expected)}]";
    }
}
