using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>Writes a <see cref="ResNet"/> for an exported PyTorch script.</summary>
internal sealed class ResNetScript
{
    private const string PaddingShortcut = """
        class PaddingShortcut(nn.Module):
            # Every stride-th row and column, and further channels of zeros (He et al. 2016, option A).
            def __init__(self, inputs, outputs, stride):
                super().__init__()
                before = (outputs - inputs) // 2
                self.stride, self.padding = stride, (0, 0, 0, 0, before, outputs - inputs - before)

            def forward(self, x):
                return F.pad(x[:, :, ::self.stride, ::self.stride], self.padding)
        """;

    private const string Scalars = """
        class ScalarBias(nn.Module):
            def __init__(self):
                super().__init__()
                self.bias = nn.Parameter(torch.zeros(1))

            def forward(self, x):
                return x + self.bias


        class ScalarMultiplier(nn.Module):
            def __init__(self):
                super().__init__()
                self.scale = nn.Parameter(torch.ones(1))

            def forward(self, x):
                return x * self.scale
        """;

    private readonly ResNet _options;
    private readonly PyLayers _layers;
    private readonly string _activation;

    private ResNetScript(ResNet options, PyText activation, string precision)
    {
        (_options, _layers) = (options, new PyLayers(precision));
        _activation = _layers.Use(activation);
    }

    private bool HasNorm => _options.Normalization == "batch";

    public static PyModel Of(ResNet options, PyText activation, ModelShape shape, string precision) =>
        new ResNetScript(options, activation, precision).Write(shape);

    private PyModel Write(ModelShape shape)
    {
        if (_options.FixupScalars)
            _layers.Define(Scalars);
        _layers.Define(ResidualScript.Class(_options.BranchScale, _options.LearnBranchScale));
        var bias = !HasNorm && !_options.FixupScalars ? "True" : "False";
        var convolution = _layers.Convolution($"inputs, outputs, size, stride, padding=size // 2, bias={bias}",
            _options.WeightStandardization);
        _layers.Define($"""
            def conv(inputs, outputs, size=3, stride=1):
                return {convolution}
            """);
        if (_options.Shortcut == "pad")
            _layers.Define(PaddingShortcut);
        _layers.Define(string.Join('\n', Block()));
        var last = _options.Width * 4L;
        string[] lines =
        [
            $"layers = OrderedDict(conv=conv({Py.Number(shape.Input[0])}, {Py.Number(_options.Width)}))",
            .. _options.Preactivation ? [] : Update(NormAndActivation("", Py.Number(_options.Width))),
            $"channels = {Py.Number(_options.Width)}",
            $"for stage, outputs in enumerate([{Py.Number(_options.Width)}, {Py.Number(_options.Width * 2L)}, {Py.Number(last)}], 1):",
            "    blocks = [block(channels, outputs, stride=1 if stage == 1 else 2)]",
            $"    blocks += [block(outputs, outputs, stride=1) for _ in range({Py.Number(((_options.Depth - 2) / 6) - 1)})]",
            "    layers[f\"stage{stage}\"] = nn.Sequential(*blocks)",
            "    channels = outputs",
            .. _options.Preactivation ? Update(NormAndActivation("", Py.Number(last))) : [],
            "layers[\"pool\"] = nn.AdaptiveAvgPool2d(1)",
            .. _options.FixupScalars ? ["layers[\"last_bias\"] = ScalarBias()"] : Array.Empty<string>(),
            "self.features = nn.Sequential(layers)",
            $"self.classifier = nn.Sequential({_layers.Linear(last, shape.Outputs)})",
        ];
        return _layers.Network(lines, hasFeatures: true, flattensFirst: false, _options.MemoryFormat);
    }

    private static string[] Update(IEnumerable<string> members) => [$"layers.update({string.Join(", ", members)})"];

    private IEnumerable<string> Block() =>
    [
        "def block(inputs, outputs, stride):",
        "    branch = OrderedDict(",
        .. (_options.Preactivation ? PreBranch() : PostBranch()).Select(member => $"        {member},"),
        "    )",
        "    shortcut = None",
        "    if inputs != outputs or stride != 1:",
        $"        shortcut = {Shortcut()}",
        $"    return Residual(nn.Sequential(branch), shortcut{(_options.Preactivation ? "" : $", {_activation}")})",
    ];

    private IEnumerable<string> PostBranch() =>
    [
        .. Fixup("bias1a"), "conv1=conv(inputs, outputs, stride=stride)", .. NormAndActivation("1", "outputs"), .. Dropout(),
        .. Fixup("bias2a"), "conv2=conv(outputs, outputs)", .. Norm("2", "outputs"),
        .. _options.FixupScalars ? ["multiplier=ScalarMultiplier()", .. Fixup("bias2b")] : Array.Empty<string>(),
    ];

    private IEnumerable<string> PreBranch() =>
    [
        .. NormAndActivation("1", "inputs"), "conv1=conv(inputs, outputs, stride=stride)",
        .. NormAndActivation("2", "outputs"), .. Dropout(), "conv2=conv(outputs, outputs)",
    ];

    private string Shortcut() => _options.Shortcut == "pad" ? "PaddingShortcut(inputs, outputs, stride)"
        : HasNorm && !_options.Preactivation
            ? "nn.Sequential(OrderedDict(conv=conv(inputs, outputs, 1, stride), norm=nn.BatchNorm2d(outputs)))"
            : "conv(inputs, outputs, 1, stride)";

    private string[] Norm(string number, string channels) => HasNorm ? [$"norm{number}=nn.BatchNorm2d({channels})"] : [];

    private string[] NormAndActivation(string number, string channels) =>
        [.. Norm(number, channels), .. Fixup(number.Length == 0 ? "bias" : $"bias{number}b"), $"activation{number}={_activation}"];

    private string[] Fixup(string name) => _options.FixupScalars ? [$"{name}=ScalarBias()"] : [];

    private string[] Dropout() => _options.DropoutProbability > 0
        ? [$"dropout={Parts.PyDropout(_options.DropoutKind, _options.DropoutProbability)}"]
        : [];
}
