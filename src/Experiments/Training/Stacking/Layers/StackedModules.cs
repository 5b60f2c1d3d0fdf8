using Experiments.Models;

namespace Experiments.Training;

/// <summary>Builds the stacked form of modules that have the same position in the cells' networks.</summary>
internal static class StackedModules
{
    /// <param name="cells">The module of each cell.</param>
    /// <returns>A module that computes all cells at once, or a module that runs the cells' modules one after another.</returns>
    public static StackedModule Of(IReadOnlyList<Module<Tensor, Tensor>> cells, StackContext context)
    {
        var sliced = new SlicedModule(cells, context.Generators);
        if (cells.Any(cell => cell.GetType() != cells[0].GetType() || LastingHooks.AreIn(cell)))
            return sliced;
        return cells[0] switch
        {
            Network => (StackedModule?)OfNetworks([.. cells.Cast<Network>()], context) ?? sliced,
            Modules.Sequential => (StackedModule?)OfSequences([.. cells.Cast<Modules.Sequential>()], context) ?? sliced,
            Residual => (StackedModule?)OfResiduals([.. cells.Cast<Residual>()], context) ?? sliced,
            Modules.Linear => StackedLinear.Of([.. cells.Cast<Modules.Linear>()], context.State, sliced),
            Modules.BatchNorm => StackedBatchNorm.Of([.. cells.Cast<Modules.BatchNorm>()], context, sliced),
            Modules.Dropout => StackedDropout.Of([.. cells.Cast<Modules.Dropout>()], context, sliced),
            _ when StackedActivation.Of(cells, context, sliced) is { } activation => activation,
            _ => context.IsExact ? sliced : RoundedModules.Of(cells, context, sliced),
        };
    }

    private static StackedNetwork? OfNetworks(IReadOnlyList<Network> cells, StackContext context)
    {
        var first = cells[0];
        if (cells.Any(cell => cell.FlattensFirst != first.FlattensFirst || cell.Features is null != first.Features is null))
            return null;
        var features = first.Features is null ? null : Of([.. cells.Select(cell => cell.Features!)], context);
        return new StackedNetwork(features, Of([.. cells.Select(cell => cell.Classifier)], context), first.FlattensFirst);
    }

    private static StackedSequence? OfSequences(IReadOnlyList<Modules.Sequential> cells, StackContext context)
    {
        var children = cells.Select(cell => cell.children().OfType<Module<Tensor, Tensor>>().ToList()).ToList();
        if (children.Zip(cells).Any(cell => cell.First.Count != children[0].Count || cell.Second.children().Count() != cell.First.Count))
            return null;
        var layers = new List<StackedModule>();
        for (var i = 0; i < children[0].Count; i++)
        {
            var layer = Of([.. children.Select(cell => cell[i])], context);
            if (layer is StackedActivation { IsRelu: true } relu && layers is [.., StackedLinear { Rectifies: false } linear])
                layers[^1] = linear.With(relu);
            else
                layers.Add(layer);
        }

        return new StackedSequence(layers);
    }

    private static StackedResidual? OfResiduals(IReadOnlyList<Residual> cells, StackContext context)
    {
        if (!HaveAll(cells, cell => cell.Shortcut) || !HaveAll(cells, cell => cell.AfterActivation)
            || cells.Any(cell => cell.LearnsScale != cells[0].LearnsScale || cell.BranchScale != cells[0].BranchScale))
            return null;
        return new StackedResidual(cells, Of([.. cells.Select(cell => cell.Branch)], context), Part(cell => cell.Shortcut),
            Part(cell => cell.AfterActivation), context);

        StackedModule? Part(Func<Residual, Module<Tensor, Tensor>?> part) =>
            part(cells[0]) is null ? null : Of([.. cells.Select(cell => part(cell)!)], context);
    }

    // Whether the module exists in all cells, or in none of them.
    private static bool HaveAll(IReadOnlyList<Residual> cells, Func<Residual, Module<Tensor, Tensor>?> part) =>
        cells.All(cell => part(cell) is null == part(cells[0]) is null);
}
