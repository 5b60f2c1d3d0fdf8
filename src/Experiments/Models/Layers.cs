using static TorchSharp.torch.nn;
using Modules = TorchSharp.Modules;

namespace Experiments.Models;

/// <summary>The parameterised layers of any module, a user's own included.</summary>
public static class Layers
{
    /// <summary>
    /// Every module with parameters of its own, depth first in registration order: the order of PyTorch's <c>named_modules()</c> and
    /// <c>named_parameters()</c>. (TorchSharp's <c>named_modules()</c> is breadth first.) A parameter that two modules share belongs to the first.
    /// </summary>
    /// <remarks>
    /// The activation of a layer is read off the modules that are registered after it; one that a <c>forward</c> calls as a
    /// function can't be seen.
    /// </remarks>
    public static IReadOnlyList<Layer> Of(Module module)
    {
        var walk = new List<(string Name, Module Module)>();
        Walk("", module, walk);

        var seen = new HashSet<IntPtr>();
        var found = walk.Select(step => MakeLayer(step.Name, step.Module, seen)).ToList();
        var depths = found.Count(layer => layer is { IsWeighted: true });
        var depth = 0;
        var layers = new List<Layer>();
        for (var i = 0; i < walk.Count; i++)
        {
            if (found[i] is not { } layer)
                continue;
            layers.Add(!layer.IsWeighted ? layer : layer with
            {
                Depth = depth++,
                DepthCount = depths,
                Activation = Following(i).Select(ActivationRegistry.Recognise).FirstOrDefault(activation => activation is not null),
                FollowedByNorm = Following(i).Any(next => KindOf(next) == LayerKind.Norm),
            });
        }
        return layers;

        IEnumerable<Module> Following(int index) =>
            walk.Skip(index + 1).Select(step => step.Module).TakeWhile(next => KindOf(next) is not (LayerKind.Linear or LayerKind.Conv));
    }

    // A module that stands in two places is met twice: one ReLU may follow several layers.
    private static void Walk(string name, Module module, List<(string, Module)> walk)
    {
        walk.Add((name, module));
        foreach (var (childName, child) in module.named_children())
            Walk(name.Length == 0 ? childName : $"{name}.{childName}", child, walk);
    }

    private static Layer? MakeLayer(string name, Module module, HashSet<IntPtr> seen)
    {
        var parameters = new List<(string, Modules.Parameter)>();
        foreach (var (parameterName, parameter) in module.named_parameters(recurse: false))
        {
            if (seen.Add(parameter.Handle))
                parameters.Add((parameterName, parameter));
        }
        return parameters.Count == 0 ? null : new Layer(name, KindOf(module), module, parameters);
    }

    private static LayerKind KindOf(Module module) => module switch
    {
        Modules.Linear => LayerKind.Linear,
        Modules.Convolution => LayerKind.Conv,
        Modules.PReLU => LayerKind.PRelu,
        Modules.NormBase or Modules.LayerNorm => LayerKind.Norm,
        _ when module.GetName() == "GroupNorm" => LayerKind.Norm,
        _ => LayerKind.Other,
    };
}
