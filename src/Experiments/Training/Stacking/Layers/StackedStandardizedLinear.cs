using Experiments.Models;

namespace Experiments.Training;

/// <summary>Linear layers with standardised weights, computed for all cells in one batched matrix product.</summary>
internal sealed class StackedStandardizedLinear(StackedParameter weight, StackedParameter? bias) : StackedModule
{
    /// <summary>Returns the stack of the cells' layers. If the state does not contain the layers' parameters, returns
    /// <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Module<Tensor, Tensor>> cells, StackedState state, SlicedModule apart)
    {
        var parameters = cells[0].named_parameters(recurse: false).ToDictionary(pair => pair.name, pair => pair.parameter);
        if (state.Of(parameters["weight"]) is not { } weight)
            return apart;
        if (!parameters.TryGetValue("bias", out var own))
            return new StackedStandardizedLinear(weight, bias: null);
        return state.Of(own) is { } bias ? new StackedStandardizedLinear(weight, bias) : apart;
    }

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        var standardized = StandardizedWeight.Of(StackedLeaf.Of(weight).flatten(0, 1)).view(weight.Values.shape);
        var output = signal.Together.bmm(standardized.transpose(1, 2));
        return new StackedSignal(bias is null ? output : output + StackedLeaf.Of(bias).unsqueeze(1));
    }
}
