namespace Experiments.Training;

/// <summary>
/// Finds the first layer with a non-finite value, by a second forward pass with hooks or from the gradients of a backward pass. The search
/// runs only after a loss or norm was not finite, so other runs need no extra time.
/// </summary>
public sealed class NonFiniteLocator(Module<Tensor, Tensor> model)
{
    /// <summary>
    /// Returns the first non-finite tensor of a forward pass. The method checks the inputs, then the layers in the order in which they run;
    /// in each layer, it checks the parameters before the output. The result is (null, <c>loss</c>) if all these tensors are finite.
    /// </summary>
    public (string? Layer, string Tensor) InForward(Tensor inputs)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        if (!IsFinite(inputs))
            return (null, "input");
        (string? Layer, string Tensor)? first = null;
        var removers = new List<Action>();
        foreach (var (name, module) in model.named_modules())
        {
            if (module is not Module<Tensor, Tensor> layer || module.children().Any())
                continue;
            var hook = layer.register_forward_hook((_, _, output) =>
            {
                first ??= Check(name, layer, output);
                return output;
            });
            removers.Add(hook.remove);
        }

        try
        {
            var output = model.call(inputs);
            return first ?? (IsFinite(output) ? (null, "loss") : ("", "output"));
        }
        finally
        {
            removers.ForEach(remove => remove());
        }
    }

    /// <summary>Returns the first layer with a non-finite gradient, searching from the last layer to the first; null if all gradients are
    /// finite.</summary>
    public string? InGradients()
    {
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in model.named_parameters(recurse: true).Reverse())
        {
            if (parameter.grad is { } gradient && !IsFinite(gradient))
                return LayerOf(name);
        }

        return null;
    }

    private static (string? Layer, string Tensor)? Check(string name, Module layer, Tensor output)
    {
        foreach (var (parameterName, parameter) in layer.named_parameters(recurse: false))
        {
            if (!IsFinite(parameter))
                return (name, parameterName);
        }

        return IsFinite(output) ? null : (name, "output");
    }

    private static bool IsFinite(Tensor tensor) => tensor.isfinite().all().item<bool>();

    private static string LayerOf(string parameter)
    {
        var dot = parameter.LastIndexOf('.');
        return dot < 0 ? parameter : parameter[..dot];
    }
}
