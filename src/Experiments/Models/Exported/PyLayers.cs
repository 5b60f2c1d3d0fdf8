using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>Writes layers of an exported PyTorch script in the config's precision, and collects the definitions that they need.</summary>
/// <param name="precision">The config's <c>precision</c>.</param>
internal sealed class PyLayers(string precision)
{
    private const string Standardized = """
        def standardized(weight):
            # Weight standardisation (Qiao et al. 2019, equation 5): mean 0 and variance near 1 for each output.
            dims = list(range(1, weight.dim()))
            centred = weight - weight.mean(dims, keepdim=True)
            return centred / ((centred * centred).mean(dims, keepdim=True) + 1e-5).sqrt()
        """;

    private const string ChannelsLast = """
        def channels_last(images):
            # Copies images to the memory format channels_last. The parameters keep their format.
            if images.stride(1) == 1:
                return images
            return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)
        """;

    private readonly List<string> _definitions = [];
    private readonly bool _isMixed = precision == "bfloat16";

    public string Linear(long inputs, long outputs, bool hasBias = true, bool standardized = false) =>
        Linear(Py.Number(inputs), Py.Number(outputs), hasBias, standardized);

    /// <param name="inputs">A Python expression.</param>
    /// <param name="outputs">A Python expression.</param>
    public string Linear(string inputs, string outputs, bool hasBias = true, bool standardized = false) =>
        $"{Class("Linear", standardized, "F.linear", "")}({inputs}, {outputs}{(hasBias ? "" : ", bias=False")})";

    /// <param name="arguments">Arguments of <c>nn.Conv2d</c>, as Python.</param>
    public string Convolution(string arguments, bool standardized) =>
        $"{Class("Conv2d", standardized, "F.conv2d", ", self.stride, self.padding")}({arguments})";

    /// <summary>Adds a definition, and returns the expression.</summary>
    public string Use(PyText text)
    {
        foreach (var definition in text.Definitions)
            Define(definition);
        return text.Expression;
    }

    public void Define(string definition)
    {
        if (!_definitions.Contains(definition))
            _definitions.Add(definition);
    }

    /// <summary>Returns the class <c>Model</c>.</summary>
    /// <param name="lines">Statements of the constructor, which define <c>self.features</c> and <c>self.classifier</c>.</param>
    /// <param name="flattensFirst">Whether examples are flattened before the features instead of after them.</param>
    public PyModel Network(IEnumerable<string> lines, bool hasFeatures, bool flattensFirst, string memoryFormat = "contiguous")
    {
        var signal = (hasFeatures, flattensFirst) switch
        {
            (false, _) => "x.flatten(1)",
            (_, true) => "self.features(x.flatten(1))",
            _ => "self.features(x).flatten(1)",
        };
        string[] text =
        [
            "class Model(nn.Module):",
            "    def __init__(self):",
            "        super().__init__()",
            .. lines.Concat(Hooks(memoryFormat)).Select(line => line.Length == 0 ? "" : $"        {line}"),
            "",
            "    def forward(self, x):",
            $"        return self.classifier({signal}){(_isMixed ? ".float()" : "")}",
        ];
        return new PyModel(string.Join('\n', text), _definitions);
    }

    private IEnumerable<string> Hooks(string memoryFormat)
    {
        if (_isMixed)
        {
            yield return "# As in torch.autocast, these layers compute in float32; so do a few that libtorch 1.13 lacks in bfloat16.";
            yield return "float32 = (nn.LayerNorm, nn.PReLU, nn.Softplus, nn.Mish, nn.Hardtanh, nn.ReLU6, nn.AdaptiveAvgPool2d)";
            yield return "for module in self.modules():";
            yield return "    if isinstance(module, float32):";
            yield return "        module.register_forward_pre_hook(lambda module, args: args[0].float())";
        }
        if (memoryFormat != "channels_last")
            yield break;
        Define(ChannelsLast);
        yield return "for module in self.modules():";
        yield return "    if isinstance(module, nn.Conv2d):";
        yield return "        module.register_forward_pre_hook(lambda module, args: channels_last(args[0]))";
        yield return "        module.register_forward_hook(lambda module, args, output: channels_last(output))";
    }

    private string Class(string layer, bool standardized, string function, string furtherArguments)
    {
        if (!standardized && !_isMixed)
            return $"nn.{layer}";
        if (standardized)
            Define(Standardized);
        var name = $"{(standardized ? "Standardized" : "BFloat16")}{layer}";
        var weight = standardized ? "standardized(self.weight)" : "self.weight";
        Define(_isMixed
            ? $"""
            class {name}(nn.{layer}):
                # Multiplies bfloat16 copies, as torch.autocast does.
                def forward(self, x):
                    bias = None if self.bias is None else self.bias.bfloat16()
                    return {function}(x.bfloat16(), {weight}.bfloat16(), bias{furtherArguments})
            """
            : $"""
            class {name}(nn.{layer}):
                def forward(self, x):
                    return {function}(x, {weight}, self.bias{furtherArguments})
            """);
        return name;
    }
}
