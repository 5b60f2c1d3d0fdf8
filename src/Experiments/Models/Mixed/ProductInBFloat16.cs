namespace Experiments.Models;

/// <summary>
/// Hooks on one linear or convolution layer. While the layer's <c>forward</c> runs, the layer has bfloat16 copies of its parameters;
/// gradients flow through the copies to the float32 parameters. Outside <c>forward</c>, the layer has its float32 parameters.
/// </summary>
internal sealed class ProductInBFloat16
{
    private readonly Module<Tensor, Tensor> _layer;
    private readonly List<Tensor> _copies = [];
    private (Modules.Parameter Weight, Modules.Parameter? Bias) _own;

    private ProductInBFloat16(Module<Tensor, Tensor> layer) => _layer = layer;

    public static void Of(Module<Tensor, Tensor> layer)
    {
        var product = new ProductInBFloat16(layer);
        layer.register_forward_pre_hook((_, input) => product.Begin(input));
        layer.register_forward_hook((_, _, output) => product.End(output));
    }

    private Tensor Begin(Tensor input)
    {
        // If an earlier forward pass failed, its copies still exist and are freed here.
        if (_copies.Count > 0)
            Restore();
        ref var weight = ref LayerFields.Weight(_layer);
        ref var bias = ref LayerFields.Bias(_layer);
        _own = (weight, bias);
        weight = Copy(weight);
        if (bias is not null)
            bias = Copy(bias);
        return input.dtype == ScalarType.BFloat16 ? input : input.to(ScalarType.BFloat16);
    }

    private Tensor End(Tensor output)
    {
        Restore();
        return output;
    }

    private void Restore()
    {
        (LayerFields.Weight(_layer), LayerFields.Bias(_layer)) = _own;
        _copies.ForEach(copy => copy.Dispose());
        _copies.Clear();
    }

    // The layer's field has the type of a parameter. The copy is not a leaf tensor, so its gradient flows to the original parameter.
    private Modules.Parameter Copy(Modules.Parameter parameter)
    {
        var cast = parameter.to(ScalarType.BFloat16);
        var copy = new Modules.Parameter(cast, cast.requires_grad);
        _copies.Add(copy);
        return copy;
    }
}
