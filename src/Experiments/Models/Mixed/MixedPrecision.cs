namespace Experiments.Models;

/// <summary>
/// Mixed precision by the rules of PyTorch's <c>torch.autocast</c>. Linear layers and convolutions make bfloat16 copies of their inputs and
/// of their float32 parameters, and multiply these copies. The result stays bfloat16 through activations, pooling, dropout and additions.
/// Batch normalisation accepts bfloat16 and computes in float32. Inputs are converted to float32 for all functions that autocast computes
/// in float32, and for the few functions that libtorch does not have in bfloat16. The network's output is float32, so losses and metrics
/// are float32 too.
/// </summary>
/// <remarks>Gradients of the parameters are float32. Micikevicius et al., Mixed Precision Training, 2018; Kalamkar et al., A Study of
/// BFLOAT16 for Deep Learning Training, 2019.</remarks>
public static class MixedPrecision
{
    /// <summary>Makes a float32 network multiply in bfloat16. The change can't be undone; it does not replace parameters or
    /// modules.</summary>
    public static void Apply(Module<Tensor, Tensor> network)
    {
        foreach (var module in network.modules().Prepend(network).Distinct().OfType<Module<Tensor, Tensor>>())
        {
            if (module is Modules.Linear or Modules.Convolution)
                ProductInBFloat16.Of(module);
            else if (module is IMixedPrecision mixed)
                mixed.ProductType = ScalarType.BFloat16;
            else if (ComputesInFloat32(module))
                module.register_forward_pre_hook((_, input) => InFloat32(input));
        }
        network.register_forward_hook((_, _, output) => InFloat32(output));
        LastingHooks.Remember(network);
    }

    // On CUDA, autocast computes layer and group normalisation and softplus in float32. PReLU does not accept operands of two types. On the
    // CPU, libtorch 1.13 does not have mish and the gradients of hardtanh and ReLU6 in bfloat16. An average adds many values, so it needs
    // float32.
    private static bool ComputesInFloat32(Module module) => module
        is Modules.LayerNorm or Modules.GroupNorm or Modules.InstanceNorm
        or Modules.PReLU or Modules.Softplus
        or Modules.Mish or Modules.Hardtanh or Modules.ReLU6 or HardtanhModule
        or Modules.AvgPool1d or Modules.AvgPool2d or Modules.AvgPool3d
        or Modules.AdaptiveAvgPool1d or Modules.AdaptiveAvgPool2d or Modules.AdaptiveAvgPool3d;

    private static Tensor InFloat32(Tensor tensor) => tensor.dtype == ScalarType.Float32 ? tensor : tensor.to(ScalarType.Float32);
}
