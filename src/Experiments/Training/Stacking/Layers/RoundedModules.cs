using Experiments.Models;

namespace Experiments.Training;

/// <summary>
/// Stacked layers that agree with separate layers only within rounding, because they add the terms of a sum in another order.
/// </summary>
internal static class RoundedModules
{
    /// <summary>Returns the stacked layer of the cells' modules. If no stacked layer exists for these modules, returns
    /// <paramref name="apart"/>.</summary>
    /// <param name="cells">The module of each cell; all modules have one type.</param>
    public static StackedModule Of(IReadOnlyList<Module<Tensor, Tensor>> cells, StackContext context, SlicedModule apart) => cells[0] switch
    {
        Modules.Conv2d or StandardizedConv2d => StackedConvolution.Of(cells, context.State, apart),
        StandardizedLinear => StackedStandardizedLinear.Of(cells, context.State, apart),
        Modules.LayerNorm => StackedLayerNorm.Of([.. cells.Cast<Modules.LayerNorm>()], context.State, apart),
        Modules.PReLU => StackedPReLU.Of([.. cells.Cast<Modules.PReLU>()], context.State, apart),
        ScalarBias => StackedScalar.Of(cells, context.State, apart, (signal, number) => signal + number),
        ScalarMultiplier => StackedScalar.Of(cells, context.State, apart, (signal, number) => signal * number),
        _ => StackedExamples.Of(cells, apart),
    };
}
