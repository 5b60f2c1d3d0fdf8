using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>Writes a <see cref="Vgg"/> for an exported PyTorch script.</summary>
internal static class VggScript
{
    public static PyModel Of(Vgg options, PyText activationText, ModelShape shape, string precision)
    {
        var layers = new PyLayers(precision);
        var activation = layers.Use(activationText);
        var (keepsOdd, height, width) = options.Geometry(shape);
        var lastChannels = options.Items.Last(item => item is not null)!.Value;
        string[] convolution =
        [
            layers.Convolution("channels, item, 3, padding=1", options.WeightStandardization),
            .. options.BatchNorm ? ["nn.BatchNorm2d(item)"] : Array.Empty<string>(),
            activation,
            .. options.ChannelDropoutProbability > 0 ? [Parts.PyDropout("feature", options.ChannelDropoutProbability)]
                : Array.Empty<string>(),
        ];
        string[] lines =
        [
            $"layers, channels = [], {Py.Number(shape.Input[0])}",
            $"for item in {Py.List(options.Items.Select(item => item is { } channels ? Py.Number(channels) : "\"M\""))}:",
            "    if item == \"M\":",
            $"        layers.append(nn.MaxPool2d(2, 2{(keepsOdd ? ", ceil_mode=True" : "")}))",
            "    else:",
            $"        layers += {Py.List(convolution)}",
            "        channels = item",
            .. options.Head == "torchvision" ? ["layers.append(nn.AdaptiveAvgPool2d(7))"] : Array.Empty<string>(),
            "self.features = nn.Sequential(*layers)",
            .. Classifier(options, layers, activation, lastChannels * height * width, shape.Outputs),
        ];
        return layers.Network(lines, hasFeatures: true, flattensFirst: false, options.MemoryFormat);
    }

    private static string[] Classifier(Vgg options, PyLayers layers, string activation, long inputs, int outputs)
    {
        if (options.HeadWidths.Count == 0)
            return [$"self.classifier = nn.Sequential({layers.Linear(inputs, outputs)})"];
        var dropout = Parts.PyDropout(options.DropoutKind, options.DropoutProbability);
        return
        [
            $"layers, widths = [], {Py.List(options.HeadWidths.Select(width => (long)width).Prepend(inputs).Select(Py.Number))}",
            "for inputs, outputs in zip(widths, widths[1:]):",
            $"    layers += [{layers.Linear("inputs", "outputs")}, {activation}, {dropout}]",
            $"self.classifier = nn.Sequential(*layers, {layers.Linear("widths[-1]", Py.Number(outputs))})",
        ];
    }
}
