using static TorchSharp.torch.nn;
using Modules = TorchSharp.Modules;

namespace Experiments.Models;

/// <summary>A module as it is met on the way through a network, depth first.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Module">The module.</param>
/// <param name="Path">The residual connections that it stands in, outermost first, and on which side of each.</param>
internal sealed record WalkStep(string Name, Module Module, IReadOnlyList<(Residual Residual, bool OnShortcut)> Path)
{
    /// <summary>What the module is.</summary>
    public LayerKind Kind { get; } = KindOf(Module);

    /// <summary>Whether it is a linear or a convolution layer.</summary>
    public bool IsWeighted => Kind is LayerKind.Linear or LayerKind.Conv;

    /// <summary>The residual connection in whose branch it stands, the innermost; null outside and on shortcuts.</summary>
    public Residual? Residual => Path is [.., (var residual, false)] ? residual : null;

    /// <summary>Whether it stands on the shortcut of the innermost residual connection.</summary>
    public bool IsOnShortcut => Path is [.., (_, true)];

    /// <summary>Every step of the way. A module that stands in two places is met twice: one ReLU may follow several layers.</summary>
    public static List<WalkStep> Through(Module network)
    {
        var steps = new List<WalkStep>();
        Visit(new WalkStep("", network, []), steps);
        return steps;
    }

    /// <summary>Whether <paramref name="later"/> runs beside this one: it is on the shortcut past the branch that this one is in.</summary>
    public bool IsPassedBy(WalkStep later) => later.Path.Any(place => place.OnShortcut && Path.Contains((place.Residual, false)));

    private static void Visit(WalkStep step, List<WalkStep> steps)
    {
        steps.Add(step);
        foreach (var (name, child) in step.Module.named_children())
            Visit(new WalkStep(step.Name.Length == 0 ? name : $"{step.Name}.{name}", child, PathTo(child, step)), steps);
    }

    private static IReadOnlyList<(Residual, bool)> PathTo(Module child, WalkStep parent)
    {
        if (parent.Module is not Residual residual || child == residual.AfterActivation)
            return parent.Path;
        return [.. parent.Path, (residual, child == residual.Shortcut)];
    }

    private static LayerKind KindOf(Module module) => module switch
    {
        IWeightedModule weighted => weighted.Kind,
        Modules.Linear => LayerKind.Linear,
        Modules.Convolution => LayerKind.Conv,
        Modules.PReLU => LayerKind.PRelu,
        Modules.NormBase or Modules.LayerNorm => LayerKind.Norm,
        _ when module.GetName() == "GroupNorm" => LayerKind.Norm,
        _ => LayerKind.Other,
    };
}
