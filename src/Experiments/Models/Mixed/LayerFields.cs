using System.Runtime.CompilerServices;

namespace Experiments.Models;

/// <summary>
/// Replaces the weight and bias tensors that TorchSharp's linear and convolution layers use in <c>forward</c>. The public setters would
/// dispose the previous tensor, which is the trained parameter.
/// </summary>
internal static class LayerFields
{
    public static ref Modules.Parameter Weight(Module layer) =>
        ref layer is Modules.Linear linear ? ref WeightOf(linear) : ref WeightOf((Modules.Convolution)layer);

    public static ref Modules.Parameter? Bias(Module layer) =>
        ref layer is Modules.Linear linear ? ref BiasOf(linear) : ref BiasOf((Modules.Convolution)layer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_weight")]
    private static extern ref Modules.Parameter WeightOf(Modules.Linear layer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_bias")]
    private static extern ref Modules.Parameter? BiasOf(Modules.Linear layer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_weight")]
    private static extern ref Modules.Parameter WeightOf(Modules.Convolution layer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_bias")]
    private static extern ref Modules.Parameter? BiasOf(Modules.Convolution layer);
}
