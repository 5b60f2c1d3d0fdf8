using Experiments.Models;

namespace Experiments.Probe;

/// <summary>Sets the depth of a model.</summary>
public static class DepthOverride
{
    /// <summary>
    /// Returns the arguments of <c>--set</c> that give the model this depth. An mlp gets this number of hidden layers, with its last width
    /// repeated. Other models get <c>model.depth</c>; for a vgg, this key replaces <c>model.channels</c>.
    /// </summary>
    /// <exception cref="InputException">The model has no depth.</exception>
    public static IReadOnlyList<string> For(ModelOptions model, int depth)
    {
        if (model is Mlp mlp)
        {
            var widths = mlp.Hidden.Count == 0 ? [256] : mlp.Hidden;
            var hidden = Enumerable.Range(0, depth).Select(layer => widths[Math.Min(layer, widths.Count - 1)]);
            return [$"model.hidden=[{string.Join(',', hidden.Select(width => width.ToString(CultureInfo.InvariantCulture)))}]"];
        }

        var name = ModelRegistry.Instance.NameOf(model);
        if (model.GetType().GetProperty("Depth") is null)
            throw new InputException($"--depth: the depth of the model {name} can't be set. Use mlp, vgg or resnet.");
        var set = string.Create(CultureInfo.InvariantCulture, $"model.depth={depth}");
        return model is Vgg { Channels: not null } ? ["model.channels=null", set] : [set];
    }
}
