namespace Experiments.Models;

/// <summary>A module met on a depth-first walk through a network.</summary>
/// <param name="Name">Its dotted name in the network; empty for the network itself.</param>
/// <param name="Path">The residual connections that contain it, outermost first, each with whether it is on the shortcut.</param>
internal sealed record WalkStep(string Name, Module Module, IReadOnlyList<(Residual Residual, bool OnShortcut)> Path)
{
    public LayerKind Kind { get; } = KindOf(Module);

    public bool IsWeighted => Kind is LayerKind.Linear or LayerKind.Conv;

    /// <summary>The innermost residual connection whose branch contains it; null outside and on shortcuts.</summary>
    public Residual? Residual => Path is [.., (var residual, false)] ? residual : null;

    /// <summary>Whether it is on the shortcut of the innermost residual connection.</summary>
    public bool IsOnShortcut => Path is [.., (_, true)];

    /// <summary>All steps of the walk. A module that is used in two places is met twice: one ReLU may follow several layers.</summary>
    public static List<WalkStep> Through(Module network)
    {
        var steps = new List<WalkStep>();
        Visit(new WalkStep("", network, []), steps);
        return steps;
    }

    /// <summary>Whether <paramref name="later"/> runs beside this one: it is on the shortcut
    /// around the branch that contains this one.</summary>
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
