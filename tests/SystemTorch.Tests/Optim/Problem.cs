using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Optim;

/// <summary>Two parameters and twenty steps of gradients, of mixed sign and size, the same in every run.</summary>
internal static class Problem
{
    internal const int Steps = 20;

    internal static Tensor[] Start() => [Wave(0.2, 4, 3), Wave(1.1, 3)];

    internal static Parameter[] Parameters() => Start().Select(start => nn.Parameter(start)).ToArray();

    internal static Tensor[] Gradients(int step) => [Wave(2.3 + step, 4, 3), Wave(0.7 * step, 3)];

    internal static void SetGradients(IReadOnlyList<Parameter> parameters, int step)
    {
        var gradients = Gradients(step);
        for (var i = 0; i < gradients.Length; i++) parameters[i].grad = gradients[i];
    }

    private static Tensor Wave(double phase, params long[] shape)
    {
        var count = (int)shape.Aggregate(1L, (product, size) => product * size);
        return tensor(Enumerable.Range(0, count).Select(i => (float)(1.3 * Math.Sin(2.1 * i + phase))).ToArray()).reshape(shape);
    }
}
