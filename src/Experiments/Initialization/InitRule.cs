using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>
/// An exception to a policy, for the layers that match the rule. A null value changes nothing. Without <c>kind</c>, a pattern with
/// wildcards matches only linear and convolution layers. A rule matches normalisation, PReLU and other layers only by their kind or full
/// name, so that 'features.*' never fills a batch normalisation.
/// </summary>
public sealed record InitRule : IValidated
{
    [Option("match", "Layer name, as a glob: '*' is any text, '?' one character ('features.*'). Without kind, wildcards match only "
        + "linear and convolution layers; to match other layers, set kind or write the full name.")]
    public string Match { get; init; } = "*";

    [Option("kind", "Match only layers of this kind.", Allowed = ["linear", "conv", "norm", "prelu", "other"])]
    public string? Kind { get; init; }

    [Option("depth", "Match only the linear or convolution layer with this number: 0 is the first, -1 the last.")]
    public int? Depth { get; init; }

    [Option("role",
        "Match only layers with this role in a residual network: branch (in a residual branch), branch_last (the last layer of its kind in "
            + "a branch; with kind norm, the last normalisation), shortcut (a projection on a shortcut), trunk (all others).",
        Allowed = ["branch", "branch_last", "shortcut", "trunk"])]
    public string? Role { get; init; }

    [Option("weight", "Scheme for the weight of matching layers.")]
    public Scheme? Weight { get; init; }

    [Option("bias", "Scheme for the bias of matching layers.")]
    public Scheme? Bias { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Weight is null && Bias is null)
            yield return "weight and bias are both missing, so the rule does nothing; set one of them";
    }

    public bool Matches(Layer layer) =>
        Glob.Matches(Match, layer.Name)
        && (Kind is null ? layer.IsWeighted || Match == layer.Name : Kind == layer.KindName)
        && (Role is null || HasRole(layer))
        && (Depth is not { } depth || layer.Depth == (depth < 0 ? layer.DepthCount + depth : depth));

    internal bool Fills(Layer layer) =>
        layer.Parameters.Any(parameter => (parameter.Name == "weight" && Weight is not null)
            || (parameter.Name == "bias" && Bias is not null));

    /// <summary>Names of the parameters that the rule fills, for messages.</summary>
    internal string Filled => (Weight, Bias) switch
    {
        (not null, not null) => "weight or bias",
        (not null, null) => "weight",
        _ => "bias",
    };

    private bool HasRole(Layer layer) => Role switch
    {
        "branch" => layer.Branch is not null,
        "branch_last" => layer.Branch is { IsLast: true },
        "shortcut" => layer.IsShortcut,
        _ => layer is { Branch: null, IsShortcut: false },
    };

    internal string InWords =>
        $"match '{Match}'" + (Kind is null ? "" : $", kind {Kind}") + (Role is null ? "" : $", role {Role}")
            + (Depth is null ? "" : $", depth {Depth}");
}
