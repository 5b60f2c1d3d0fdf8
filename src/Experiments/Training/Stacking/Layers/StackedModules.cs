using Experiments.Models;

namespace Experiments.Training;

/// <summary>Builds the stack of modules that have the same place in the cells' networks.</summary>
internal static class StackedModules
{
    /// <param name="cells">The module of each cell.</param>
    /// <returns>A form that computes all cells at once, or one that runs the cells' own modules.</returns>
    public static StackedModule Of(IReadOnlyList<Module<Tensor, Tensor>> cells, StackedState state, GeneratorStates generators)
    {
        var sliced = new SlicedModule(cells, generators);
        if (cells.Any(cell => cell.GetType() != cells[0].GetType() || LastingHooks.AreIn(cell)))
            return sliced;
        return cells[0] switch
        {
            Network => (StackedModule?)OfNetworks([.. cells.Cast<Network>()], state, generators) ?? sliced,
            Modules.Sequential => (StackedModule?)OfSequences([.. cells.Cast<Modules.Sequential>()], state, generators) ?? sliced,
            Residual => (StackedModule?)OfResiduals([.. cells.Cast<Residual>()], state, generators) ?? sliced,
            Modules.Linear => StackedLinear.Of([.. cells.Cast<Modules.Linear>()], state, sliced),
            _ => StackedActivation.Of(cells, sliced),
        };
    }

    private static StackedNetwork? OfNetworks(IReadOnlyList<Network> cells, StackedState state, GeneratorStates generators)
    {
        var first = cells[0];
        if (cells.Any(cell => cell.FlattensFirst != first.FlattensFirst || cell.Features is null != first.Features is null))
            return null;
        var features = first.Features is null ? null : Of([.. cells.Select(cell => cell.Features!)], state, generators);
        return new StackedNetwork(features, Of([.. cells.Select(cell => cell.Classifier)], state, generators), first.FlattensFirst);
    }

    private static StackedSequence? OfSequences(IReadOnlyList<Modules.Sequential> cells, StackedState state, GeneratorStates generators)
    {
        var children = cells.Select(cell => cell.children().OfType<Module<Tensor, Tensor>>().ToList()).ToList();
        if (children.Zip(cells).Any(cell => cell.First.Count != children[0].Count || cell.Second.children().Count() != cell.First.Count))
            return null;
        return new StackedSequence(
            [.. Enumerable.Range(0, children[0].Count).Select(i => Of([.. children.Select(cell => cell[i])], state, generators))]);
    }

    private static StackedResidual? OfResiduals(IReadOnlyList<Residual> cells, StackedState state, GeneratorStates generators)
    {
        if (!HaveAll(cells, cell => cell.Shortcut) || !HaveAll(cells, cell => cell.AfterActivation)
            || cells.Any(cell => cell.LearnsScale != cells[0].LearnsScale || cell.BranchScale != cells[0].BranchScale))
            return null;
        return new StackedResidual(cells, Of([.. cells.Select(cell => cell.Branch)], state, generators), Part(cell => cell.Shortcut),
            Part(cell => cell.AfterActivation));

        StackedModule? Part(Func<Residual, Module<Tensor, Tensor>?> part) =>
            part(cells[0]) is null ? null : Of([.. cells.Select(cell => part(cell)!)], state, generators);
    }

    // All of them, or none.
    private static bool HaveAll(IReadOnlyList<Residual> cells, Func<Residual, Module<Tensor, Tensor>?> part) =>
        cells.All(cell => part(cell) is null == part(cells[0]) is null);
}
