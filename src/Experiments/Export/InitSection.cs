using Experiments.Experiment;
using Experiments.Initialization;
using Experiments.Scripts;

namespace Experiments.Export;

/// <summary>Writes the initial weights: calls of <c>torch.nn.init</c>, or a file.</summary>
internal sealed class InitSection
{
    private readonly RunParts _parts;
    private readonly List<(ParameterPlan Plan, PyText? Text)> _filled;

    public InitSection(RunParts parts)
    {
        _parts = parts;
        _filled = [.. parts.Init.Parameters.Where(plan => plan.Scheme is not null)
            .Select(plan => (plan, plan.Scheme!.PyTorch(plan.Target, $"p[{Py.Text(plan.Name)}]")))];
        WithoutText = [.. _filled.Where(filled => filled.Text is null)
            .Select(filled => SchemeRegistry.Instance.NameOf(filled.Plan.Scheme!)).Distinct()];
    }

    /// <summary>Names of the schemes that torch.nn.init can't draw.</summary>
    public IReadOnlyList<string> WithoutText { get; }

    public bool ReadsFile => WithoutText.Count > 0;

    public bool HasStreams => !ReadsFile && _parts.Config.Init.Stream == "per_layer";

    public IEnumerable<string> Definitions => ReadsFile ? [] : _filled.SelectMany(filled => filled.Text!.Definitions).Distinct();

    /// <summary>Returns the initial weights for the file; the caller disposes of them.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Weights() =>
        [.. _parts.Model.named_parameters().Select(named =>
            (named.name, named.parameter.detach().to(CPU).to_type(ScalarType.Float32).clone().DetachFromDisposeScope()))];

    public IEnumerable<string> Lines()
    {
        if (ReadsFile)
            return FromFile();
        if (_filled.Count == 0)
            return [];
        return HasStreams ? PerLayer() : Shared();
    }

    private IEnumerable<string> FromFile() =>
    [
        "def read_safetensors(path):",
        "    content = path.read_bytes()",
        "    size = int.from_bytes(content[:8], \"little\")",
        "    header, body = json.loads(content[8:8 + size]), bytearray(content[8 + size:])",
        "    header.pop(\"__metadata__\", None)",
        "    return {",
        "        name: torch.frombuffer(body, dtype=torch.float32, count=math.prod(entry[\"shape\"]), offset=entry[\"data_offsets\"][0])",
        "        .reshape(entry[\"shape\"])",
        "        for name, entry in header.items()",
        "    }",
        "",
        "",
        $"# torch.nn.init can't draw these weights ({string.Join(", ", WithoutText)}), so they are in a file beside this script.",
        "initial = read_safetensors(Path(__file__).with_suffix(\".safetensors\"))",
        "with torch.no_grad():",
        "    for name, parameter in model.named_parameters():",
        "        parameter.copy_(initial[name])",
    ];

    private IEnumerable<string> Shared()
    {
        yield return "torch.manual_seed(SEED)";
        if (Uniform() is { } loop)
        {
            foreach (var line in loop)
                yield return line;
            yield break;
        }

        yield return "p = dict(model.named_parameters())";
        yield return "with torch.no_grad():";
        foreach (var (_, text) in _filled)
            yield return $"    {text!.Expression}";
    }

    private IEnumerable<string> PerLayer()
    {
        yield return "def layer_seed(name):";
        yield return "    # Each layer has a separate generator.";
        yield return "    return int.from_bytes(hashlib.sha256(f\"init/{SEED}/{name}\".encode()).digest()[:4], \"little\")";
        yield return "";
        yield return "";
        yield return "p = dict(model.named_parameters())";
        yield return "with torch.no_grad():";
        foreach (var layer in _filled.GroupBy(filled => filled.Plan.Layer.Name))
        {
            yield return $"    torch.manual_seed(layer_seed({Py.Text(layer.Key)}))";
            foreach (var (_, text) in layer)
                yield return $"    {text!.Expression}";
        }
    }

    // Returns a loop over the layers if all their weights have one call, and all their biases too.
    private IReadOnlyList<string>? Uniform()
    {
        var layers = _parts.Init.Parameters.Where(plan => plan.Layer.IsWeighted).ToList();
        if (layers.Count == 0 || _filled.Count != layers.Count)
            return null;
        var hasConvolutions = layers.Any(plan => plan.Layer.Kind == Models.LayerKind.Conv);
        var types = (hasConvolutions, layers.Any(plan => plan.Layer.Kind == Models.LayerKind.Linear)) switch
        {
            (true, true) => "(nn.Linear, nn.Conv2d)",
            (true, _) => "nn.Conv2d",
            _ => "nn.Linear",
        };
        string[] head = ["for module in model.modules():", $"    if isinstance(module, {types}):"];
        if (layers.TrueForAll(plan => plan.Scheme is TorchDefaultScheme))
            return [.. head, "        module.reset_parameters()"];
        var weights = Calls(layers, "weight");
        var biases = Calls(layers, "bias");
        if (weights.Count != 1 || biases.Count > 1)
            return null;
        var isEverywhere = layers.Count(plan => plan.Target.Parameter == "bias") == layers.Count(plan => plan.Target.Parameter == "weight");
        return
        [
            .. head, .. Call(weights[0], "        "),
            .. biases.Count == 0 ? []
                : isEverywhere ? Call(biases[0], "        ")
                : ["        if module.bias is not None:", .. Call(biases[0], "            ")],
        ];
    }

    // Functions of torch.nn.init work under no_grad; other statements need it.
    private static string[] Call(string call, string indentation) => call.StartsWith("nn.init.", StringComparison.Ordinal)
        && !call.Contains(".mul_(", StringComparison.Ordinal)
        ? [indentation + call]
        : [$"{indentation}with torch.no_grad():", $"{indentation}    {call}"];

    private static List<string> Calls(List<ParameterPlan> layers, string parameter) =>
        [.. layers.Where(plan => plan.Target.Parameter == parameter)
            .Select(plan => plan.Scheme!.PyTorch(plan.Target, $"module.{parameter}")!.Expression).Distinct()];
}
