using Experiments.Models;

namespace Experiments.Probe;

public static class DepthOverride
{
    /// <summary>
    /// The arguments of <c>--set</c> that give a network this depth: <c>model.depth</c> if the model has that key, in place of a vgg's
    /// channels; for an mlp that many hidden layers, the last width repeated.
    /// </summary>
    /// <exception cref="InputException">The model has no depth that could be set.</exception>
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
            throw new InputException($"--depth: a {name} has no depth that could be set; it can be for mlp, vgg and resnet.");
        var set = string.Create(CultureInfo.InvariantCulture, $"model.depth={depth}");
        return model is Vgg { Channels: not null } ? ["model.channels=null", set] : [set];
    }
}
