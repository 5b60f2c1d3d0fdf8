namespace Experiments.Models;

/// <summary>Finds the layers with parameters in any module, including a user's modules.</summary>
public static class Layers
{
    /// <summary>
    /// Returns every module with direct parameters, depth first in registration order, as PyTorch's <c>named_modules()</c> and
    /// <c>named_parameters()</c>. (TorchSharp's <c>named_modules()</c> is breadth first.) A parameter of several modules belongs to the
    /// first of these modules.
    /// </summary>
    /// <remarks>
    /// The activation of a layer is the first activation among the modules registered after the layer. Activations that <c>forward</c>
    /// calls as functions can't be detected. The last layer of a residual branch is followed by the modules after the addition, not by the
    /// shortcut.
    /// </remarks>
    public static IReadOnlyList<Layer> Of(Module module)
    {
        var walk = WalkStep.Through(module);
        var branches = walk.Where(step => step.IsWeighted && step.Residual is not null).Select(step => step.Residual!).Distinct().ToList();
        var depths = 0;
        var seen = new HashSet<IntPtr>();
        var layers = new List<Layer>();
        for (var i = 0; i < walk.Count; i++)
        {
            if (MakeLayer(walk[i], seen) is not { } layer)
                continue;
            var following = Following(walk, i).ToList();
            layers.Add(layer with
            {
                Depth = layer.IsWeighted ? depths++ : null,
                Activation = layer.IsWeighted ? following.Select(next => ActivationRegistry.Recognise(next.Module))
                    .FirstOrDefault(activation => activation is not null) : null,
                FollowedByNorm = layer.IsWeighted && following.Any(next => next.Kind == LayerKind.Norm),
                FollowedByBatchNorm = layer.IsWeighted
                    && following.FirstOrDefault(next => next.Kind == LayerKind.Norm)?.Module is Modules.BatchNorm,
                HasSharedBias = layer.IsWeighted && following.TakeWhile(next => ActivationRegistry.Recognise(next.Module) is null)
                    .Any(next => next.Module is ScalarBias),
                KeptShare = layer.IsWeighted ? following.Aggregate(1.0, (share, next) => share * KeptBy(next.Module)) : 1,
                Branch = PlaceOf(walk, i, branches),
                IsShortcut = walk[i].IsOnShortcut,
                BranchCount = branches.Count,
            });
        }
        return [.. layers.Select(layer => layer with { DepthCount = layer.IsWeighted ? depths : 0 })];
    }

    // Returns the modules on the signal's path from this module to the next linear or convolution layer.
    private static IEnumerable<WalkStep> Following(List<WalkStep> walk, int index) =>
        walk.Skip(index + 1).Where(next => !walk[index].IsPassedBy(next)).TakeWhile(next => !next.IsWeighted);

    private static double KeptBy(Module module) => module switch
    {
        Modules.Dropout dropout => 1 - dropout.p,
        Modules.Dropout2d dropout => 1 - dropout.p,
        _ => 1,
    };

    private static BranchPlace? PlaceOf(List<WalkStep> walk, int index, List<Residual> branches)
    {
        var step = walk[index];
        if (step.Residual is not { } residual)
            return null;
        var weighted = walk.Select((other, i) => (Step: other, Index: i))
            .Where(other => other.Step.IsWeighted && other.Step.Residual == residual).ToList();
        var isLast = !walk.Skip(index + 1)
            .Any(next => next.Residual == residual && next.Module.named_parameters(recurse: false).Any()
                && (step.IsWeighted ? next.IsWeighted : next.Kind == step.Kind));
        return new BranchPlace(residual, branches.IndexOf(residual), weighted.Count(other => other.Index < index), weighted.Count, isLast);
    }

    private static Layer? MakeLayer(WalkStep step, HashSet<IntPtr> seen)
    {
        var parameters = new List<(string, Modules.Parameter)>();
        foreach (var (parameterName, parameter) in step.Module.named_parameters(recurse: false))
        {
            if (seen.Add(parameter.Handle))
                parameters.Add((parameterName, parameter));
        }
        return parameters.Count == 0 ? null : new Layer(step.Name, step.Kind, step.Module, parameters);
    }
}
