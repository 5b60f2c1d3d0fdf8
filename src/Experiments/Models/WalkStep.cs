namespace Experiments.Models;

/// <summary>A module in a depth-first traversal of a network.</summary>
/// <param name="Name">Dotted name in the network; empty for the network itself.</param>
/// <param name="Path">The residual connections that contain the module, outermost first, with a flag that is true on the shortcut.</param>
internal sealed record WalkStep(string Name, Module Module, IReadOnlyList<(Residual Residual, bool OnShortcut)> Path)
{
    public LayerKind Kind { get; } = KindOf(Module);

    public bool IsWeighted => Kind is LayerKind.Linear or LayerKind.Conv;

    /// <summary>The innermost residual connection whose branch contains the module; null outside branches and on shortcuts.</summary>
    public Residual? Residual => Path is [.., (var residual, false)] ? residual : null;

    /// <summary>Whether the module is on the shortcut of the innermost residual connection.</summary>
    public bool IsOnShortcut => Path is [.., (_, true)];

    /// <summary>Returns all modules in the order of the traversal. A module that is used twice appears twice, because one ReLU may follow
    /// several layers.</summary>
    public static List<WalkStep> Through(Module network)
    {
        var steps = new List<WalkStep>();
        Visit(new WalkStep("", network, []), steps);
        return steps;
    }

    /// <summary>Tests whether <paramref name="later"/> is on the shortcut around the branch that contains this module, so that the signal
    /// passes the two modules in parallel.</summary>
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
