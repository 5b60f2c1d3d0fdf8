namespace Experiments.Models;

/// <summary>
/// Keeps images in PyTorch's memory format <c>channels_last</c> between convolutions: the channels of a pixel are adjacent in memory.
/// Shapes and parameters do not change, but the order of the terms in sums changes. A layer after a convolution keeps the format of its
/// input.
/// </summary>
public static class ChannelsLast
{
    /// <summary>Makes a network's image convolutions use this format for inputs and outputs. The change can't be undone.</summary>
    public static void Apply(Module<Tensor, Tensor> network)
    {
        foreach (var module in network.modules().Prepend(network).Distinct().OfType<Module<Tensor, Tensor>>())
        {
            if (module is not (Modules.Conv2d or Modules.ConvTranspose2d or StandardizedConv2d))
                continue;
            module.register_forward_pre_hook((_, input) => Of(input));
            module.register_forward_hook((_, _, output) => Of(output));
        }

        LastingHooks.Remember(network);
    }

    /// <summary>Applies the value of a model's key <c>memory_format</c>.</summary>
    internal static Network In(string format, Network network)
    {
        if (format == "channels_last")
            Apply(network);
        return network;
    }

    // TorchSharp's contiguous() supports only the default format, so the code transposes. The stride of a single channel has no meaning,
    // but libtorch uses this stride to detect the format.
    private static Tensor Of(Tensor images)
    {
        if (images.dim() != 4 || images.stride(1) == 1)
            return images;
        using var rows = images.permute(0, 2, 3, 1);
        using var copy = rows.contiguous();
        return copy.permute(0, 3, 1, 2);
    }
}
