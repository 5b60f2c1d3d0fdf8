using Experiments.Configuration;
using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>
/// An exception to a policy, for the layers that it matches; what it leaves null stays as it was. A pattern with wildcards and no
/// <c>kind</c> means linear and convolution layers; normalisation, PReLU and other layers are matched by their kind or by their full name,
/// so that 'features.*' never draws normal numbers into a batch normalisation.
/// </summary>
public sealed record InitRule : IValidated
{
    [Option("match", "Layer name, as a glob: '*' is any text, '?' one character ('features.*'). Without kind, wildcards mean linear and convolution layers; other layers are matched by kind or by their full name.")]
    public string Match { get; init; } = "*";

    [Option("kind", "Only layers of this kind.", Allowed = ["linear", "conv", "norm", "prelu", "other"])]
    public string? Kind { get; init; }

    [Option("depth", "Only the layer with this number among the linear and convolution layers: 0 is the first, -1 the last.")]
    public int? Depth { get; init; }

    [Option("weight", "Scheme of the weight of the layers that match.")]
    public Scheme? Weight { get; init; }

    [Option("bias", "Scheme of the bias of the layers that match.")]
    public Scheme? Bias { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Weight is null && Bias is null)
            yield return "weight and bias are both missing, so the rule does nothing; give one of them";
    }

    /// <summary>Whether the rule speaks of a layer.</summary>
    public bool Matches(Layer layer) =>
        Glob.Matches(Match, layer.Name)
        && (Kind is null ? layer.IsWeighted || Match == layer.Name : Kind == layer.KindName)
        && (Depth is not { } depth || layer.Depth == (depth < 0 ? layer.DepthCount + depth : depth));

    /// <summary>The rule's conditions in words, for messages.</summary>
    internal string InWords =>
        $"match '{Match}'" + (Kind is null ? "" : $", kind {Kind}") + (Depth is null ? "" : $", depth {Depth}");
}
