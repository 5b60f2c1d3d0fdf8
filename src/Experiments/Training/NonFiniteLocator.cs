namespace Experiments.Training;

/// <summary>
/// Finds the first layer that is not finite, by a second forward pass with hooks, or by the gradients that a backward pass left. It is used
/// only after a loss or a norm was not finite, so it costs a healthy run nothing.
/// </summary>
public sealed class NonFiniteLocator(Module<Tensor, Tensor> model)
{
    /// <summary>
    /// The first tensor of a forward pass that is not finite: the inputs, then layer by layer in the order in which they run, each
    /// layer's parameters before its output; (null, <c>loss</c>) where all are finite.
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

    /// <summary>The first layer in backward order (last layer first) whose gradient is not finite; null if all are finite.</summary>
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
