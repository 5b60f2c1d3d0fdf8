namespace Experiments.Models;

/// <summary>The properties of an image convolution that determine the kernel.</summary>
/// <param name="Weight">Outputs, inputs / groups, height and width of a filter.</param>
internal sealed record ConvolutionShape(long[] Weight)
{
    /// <summary>Vertical and horizontal stride.</summary>
    public long[] Stride { get; init; } = [1, 1];

    /// <summary>Vertical and horizontal distance between kernel elements.</summary>
    public long[] Dilation { get; init; } = [1, 1];

    public long Groups { get; init; } = 1;

    /// <summary>Returns the shape of a layer; null if the layer is not an image convolution, is transposed, or shares its weight with an
    /// earlier layer.</summary>
    public static ConvolutionShape? Of(Layer layer)
    {
        if (layer.Kind != LayerKind.Conv || layer.Parameters.FirstOrDefault(parameter => parameter.Name == "weight").Value is not { } weight
            || weight.dim() != 4)
            return null;
        var shape = new ConvolutionShape(weight.shape) { Groups = layer.Groups };
        return layer.Module switch
        {
            TorchSharp.Modules.Convolution { transposed: true } => null,
            TorchSharp.Modules.Convolution convolution =>
                shape with { Stride = [.. convolution.stride], Dilation = [.. convolution.dilation] },
            StandardizedConv2d convolution => shape with { Stride = [convolution.Stride, convolution.Stride] },
            _ => shape,
        };
    }

    public string Key => $"{string.Join(',', Weight)} / {string.Join(',', Stride)} / {string.Join(',', Dilation)} / {Groups}";
}
