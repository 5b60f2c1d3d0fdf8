using Experiments.Models;

namespace Experiments.Training;

/// <summary>Stacked form of <see cref="Residual"/> connections, with the same operators in the same order.</summary>
internal sealed class StackedResidual(
    IReadOnlyList<Residual> cells, StackedModule branch, StackedModule? shortcut, StackedModule? activation, StackContext context)
    : StackedModule
{
    /// <inheritdoc/>
    public override bool DrawsRandomNumbers =>
        branch.DrawsRandomNumbers || shortcut?.DrawsRandomNumbers == true || activation?.DrawsRandomNumbers == true;

    /// <inheritdoc/>
    public override string Form => $"{base.Form}[{branch.Form} {shortcut?.Form} {activation?.Form} {cells[0].LearnsScale}]";

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        var straight = shortcut is null ? signal : shortcut.Forward(signal);
        var sum = straight.Plus(Scaled(branch.Forward(signal)));
        return activation is null ? sum : activation.Forward(sum);
    }

    // The gradient of a learned factor is a sum whose bits depend on the order of the terms.
    private StackedSignal Scaled(StackedSignal signal)
    {
        if (cells[0].LearnsScale)
        {
            return !context.IsExact && context.State.Of(cells[0].Scale!) is { } scales
                ? signal.Combine(StackedLeaf.Of(scales), (values, scale) => values * scale)
                : new StackedSignal([.. signal.Apart.Zip(cells).Select(cell => cell.First * cell.Second.Scale!)]);
        }

        return cells[0].BranchScale == 1 ? signal : signal.Map(values => values * cells[0].BranchScale);
    }
}
