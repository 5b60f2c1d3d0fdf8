using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>Writes an <see cref="Mlp"/> for an exported PyTorch script.</summary>
internal sealed class MlpScript
{
    private readonly Mlp _options;
    private readonly PyLayers _layers;
    private readonly string _activation;

    private MlpScript(Mlp options, PyText activation, string precision)
    {
        (_options, _layers) = (options, new PyLayers(precision));
        _activation = _layers.Use(activation);
    }

    public static PyModel Of(Mlp options, PyText activation, ModelShape shape, string precision) =>
        new MlpScript(options, activation, precision).Write(shape);

    private PyModel Write(ModelShape shape)
    {
        var hidden = _options.Hidden;
        var classifier = "self.classifier = nn.Sequential("
            + $"{_layers.Linear(hidden.Count == 0 ? shape.Features : hidden[^1], shape.Outputs, _options.Bias)})";
        string[] features = hidden.Count == 0 ? [] : _options.ResidualForm == "none" ? Plain(shape.Features) : Residual(shape.Features);
        return _layers.Network([.. features, classifier], hidden.Count > 0, flattensFirst: true);
    }

    private string[] Plain(long inputs) =>
    [
        $"widths = {Py.List(_options.Hidden.Select(width => (long)width).Prepend(inputs).Select(Py.Number))}",
        "layers = []",
        "for inputs, outputs in zip(widths, widths[1:]):",
        $"    layers += {HiddenLayer("inputs", "outputs")}",
        "self.features = nn.Sequential(*layers)",
    ];

    private string[] Residual(long inputs)
    {
        var isPre = _options.ResidualForm == "pre";
        var widths = Py.List(_options.Hidden.Select(width => Py.Number(width)));
        _layers.Define(ResidualScript.Class(_options.BranchScale, _options.LearnBranchScale));
        _layers.Define(string.Join('\n', isPre ? PreBlock() : PostBlock()));
        string[] end = isPre ? [$"layers += {Py.List([.. Norm("widths[-1]"), _activation])}"] : [];
        return
        [
            $"widths = {widths}",
            $"layers = {(isPre ? $"[{Linear(Py.Number(inputs), "widths[0]")}]" : HiddenLayer(Py.Number(inputs), "widths[0]"))}",
            $"for i in range(0, len(widths) - 1, {Py.Number(_options.BlockDepth)}):",
            $"    layers.append(block(widths[i:i + {Py.Number(_options.BlockDepth + 1)}]))",
            .. end,
            "self.features = nn.Sequential(*layers)",
        ];
    }

    private string[] PostBlock() =>
    [
        "def block(widths):",
        "    # The activation follows the addition.",
        "    layers = []",
        "    for inputs, outputs in zip(widths[:-2], widths[1:-1]):",
        $"        layers += {HiddenLayer("inputs", "outputs")}",
        $"    layers += {Py.List([Linear("widths[-2]", "widths[-1]"), .. Norm("widths[-1]")])}",
        .. Shortcut(),
        $"    return Residual(nn.Sequential(*layers), shortcut, {_activation})",
    ];

    private string[] PreBlock()
    {
        string[] dropout = Dropout();
        return
        [
            "def block(widths):",
            "    # Normalisation and activation precede each linear layer.",
            "    layers = []",
            "    for inputs, outputs in zip(widths, widths[1:]):",
            .. dropout.Length == 0
                ? [$"        layers += {Py.List([.. Norm("inputs"), _activation, Linear("inputs", "outputs")])}"]
                : new[]
                {
                    $"        dropout = [{dropout[0]}] if layers else []",
                    $"        layers += {Py.List([.. Norm("inputs"), _activation, "*dropout", Linear("inputs", "outputs")])}",
                },
            .. Shortcut(),
            "    return Residual(nn.Sequential(*layers), shortcut)",
        ];
    }

    private IEnumerable<string> Shortcut()
    {
        var projection = _layers.Linear("widths[0]", "widths[-1]", hasBias: false, _options.WeightStandardization);
        if (_options.ResidualForm == "post" && _options.Normalization != "none")
            projection = $"nn.Sequential({projection}, {Norm("widths[-1]").Single()})";
        yield return $"    shortcut = None if widths[0] == widths[-1] else {projection}";
    }

    private string HiddenLayer(string inputs, string outputs) =>
        Py.List([Linear(inputs, outputs), .. Norm(outputs), _activation, .. Dropout()]);

    private string Linear(string inputs, string outputs) =>
        _layers.Linear(inputs, outputs, _options.Bias, _options.WeightStandardization);

    private string[] Norm(string width) => _options.Normalization switch
    {
        "batch" => [$"nn.BatchNorm1d({width})"],
        "layer" => [$"nn.LayerNorm({width})"],
        _ => [],
    };

    private string[] Dropout() =>
        _options.DropoutProbability > 0 ? [Parts.PyDropout(_options.DropoutKind, _options.DropoutProbability)] : [];
}
