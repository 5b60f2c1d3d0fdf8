using Experiments.Models;

namespace Experiments.Runs;

/// <summary>Shapes of a layer's input and output for one example, without the dimension of the examples.</summary>
/// <param name="Bytes">Memory of the output for one example.</param>
internal sealed record LayerShape(IReadOnlyList<long> Input, IReadOnlyList<long> Output, long Bytes);

/// <summary>Finds the shapes of the layers' outputs by one forward pass in evaluation mode.</summary>
internal static class OutputShapes
{
    /// <summary>Returns the shapes by the name of the layer. A layer that the forward pass does not call is missing.</summary>
    /// <param name="example">One example: [1, …].</param>
    public static IReadOnlyDictionary<string, LayerShape> Of(Module<Tensor, Tensor> model, IReadOnlyList<Layer> layers, Tensor example)
    {
        var found = new Dictionary<string, LayerShape>();
        var removers = new List<Action>();
        try
        {
            foreach (var layer in layers)
            {
                if (layer.Module is Module<Tensor, Tensor> module)
                    removers.Add(module.register_forward_hook((_, input, output) =>
                    {
                        found[layer.Name] = new LayerShape([.. input.shape.Skip(1)], [.. output.shape.Skip(1)],
                            output.numel() * output.element_size());
                        return output;
                    }).remove);
            }

            model.eval();
            using var noGradients = no_grad();
            model.call(example);
            return found;
        }
        finally
        {
            removers.ForEach(remove => remove());
        }
    }
}
