using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Modules = TorchSharp.Modules;

namespace Experiments.Models;

/// <summary>The pieces that the built-in networks are made of.</summary>
internal static class Parts
{
    /// <summary>A linear layer, its weight standardised or plain.</summary>
    public static Module<Tensor, Tensor> LinearLayer(long inputs, long outputs, bool hasBias, bool standardized) =>
        standardized ? new StandardizedLinear(inputs, outputs, hasBias) : Linear(inputs, outputs, hasBias: hasBias);

    /// <summary>A convolution that keeps the size of images at stride 1, its weight standardised or plain.</summary>
    public static Module<Tensor, Tensor> Convolution(long inputs, long outputs, long kernelSize, long stride, bool hasBias, bool standardized)
    {
        var padding = kernelSize / 2;
        return standardized
            ? new StandardizedConv2d(inputs, outputs, kernelSize, stride, padding, hasBias)
            : Conv2d(inputs, outputs, kernel_size: kernelSize, stride: stride, padding: padding, bias: hasBias);
    }

    /// <summary>Dropout of a kind: <c>standard</c> (single values), <c>alpha</c> (for SELU) or <c>feature</c> (whole channels).</summary>
    public static Module<Tensor, Tensor> DropoutOf(string kind, double probability) => kind switch
    {
        "alpha" => AlphaDropout(probability, inplace: false),
        "feature" => Dropout2d(probability, inplace: false),
        _ => Dropout(probability, inplace: false),
    };

    /// <summary>What there is to be said of a kind of dropout behind an activation.</summary>
    public static IEnumerable<string> DropoutWarnings(string kind, ActivationOptions activation)
    {
        if (kind == "alpha" && activation.Family != ActivationFamily.SelfNormalizing)
            yield return $"model: dropout_kind alpha is derived for selu, and here {ActivationRegistry.Instance.NameOf(activation)} stands before it, whose mean and variance it changes; take standard, or selu.";
    }

    /// <summary>A learned number, of shape [1].</summary>
    public static Modules.Parameter Scalar(double value)
    {
        var parameter = Parameter(full([1], value, dtype: ScalarType.Float32, device: CPU));
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    /// <summary>A parameter of its own with the same values.</summary>
    public static Modules.Parameter CopyOf(Tensor values)
    {
        var parameter = Parameter(values.detach().clone());
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
