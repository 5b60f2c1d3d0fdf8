using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>Parts of the built-in networks.</summary>
internal static class Parts
{
    public static Module<Tensor, Tensor> LinearLayer(long inputs, long outputs, bool hasBias, bool standardized) =>
        standardized ? new StandardizedLinear(inputs, outputs, hasBias) : Linear(inputs, outputs, hasBias: hasBias);

    /// <summary>Creates a convolution with padding, so that images keep their size at stride 1.</summary>
    public static Module<Tensor, Tensor> Convolution(long inputs, long outputs, long kernelSize, long stride, bool hasBias,
        bool standardized)
    {
        var padding = kernelSize / 2;
        return standardized
            ? new StandardizedConv2d(inputs, outputs, kernelSize, stride, padding, hasBias)
            : Conv2d(inputs, outputs, kernel_size: kernelSize, stride: stride, padding: padding, bias: hasBias);
    }

    /// <summary>Creates a dropout module: <c>standard</c> (single values), <c>alpha</c> (for SELU) or <c>feature</c> (whole
    /// channels).</summary>
    public static Module<Tensor, Tensor> DropoutOf(string kind, double probability) => kind switch
    {
        "alpha" => AlphaDropout(probability, inplace: false),
        "feature" => Dropout2d(probability, inplace: false),
        _ => Dropout(probability, inplace: false),
    };

    /// <summary>Writes the module of <see cref="DropoutOf"/> for an exported PyTorch script.</summary>
    public static string PyDropout(string kind, double probability) => kind switch
    {
        "alpha" => $"nn.AlphaDropout({Py.Number(probability)})",
        "feature" => $"nn.Dropout2d({Py.Number(probability)})",
        _ => $"nn.Dropout({Py.Number(probability)})",
    };

    /// <summary>Returns warnings about a kind of dropout that does not suit the activation before it.</summary>
    public static IEnumerable<string> DropoutWarnings(string kind, ActivationOptions activation)
    {
        if (kind == "alpha" && activation.Family != ActivationFamily.SelfNormalizing)
            yield return "model: dropout_kind alpha is derived for selu, but the activation is "
                + $"{ActivationRegistry.Instance.NameOf(activation)}, so dropout changes mean and variance; use dropout_kind standard or "
                + $"activation selu.";
    }

    /// <summary>Creates a learned number of shape [1].</summary>
    public static Modules.Parameter Scalar(double value)
    {
        var parameter = Parameter(full([1], value, dtype: ScalarType.Float32, device: CPU));
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    public static Modules.Parameter CopyOf(Tensor values)
    {
        var parameter = Parameter(values.detach().clone());
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
