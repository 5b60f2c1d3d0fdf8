using Experiments.Models;

namespace Experiments.Training;

/// <summary>Stack of <see cref="Residual"/> connections, with the same operators in the same order.</summary>
internal sealed class StackedResidual(
    IReadOnlyList<Residual> cells, StackedModule branch, StackedModule? shortcut, StackedModule? activation) : StackedModule
{
    /// <inheritdoc/>
    public override bool DrawsRandomNumbers =>
        branch.DrawsRandomNumbers || shortcut?.DrawsRandomNumbers == true || activation?.DrawsRandomNumbers == true;

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        var straight = shortcut is null ? signal : shortcut.Forward(signal);
        var sum = new StackedSignal(straight.Together + Scaled(branch.Forward(signal)).Together);
        return activation is null ? sum : activation.Forward(sum);
    }

    // The gradient of a learned factor is a sum over a cell's own values, in their own order.
    private StackedSignal Scaled(StackedSignal signal)
    {
        if (cells[0].LearnsScale)
            return new StackedSignal([.. signal.Apart.Zip(cells).Select(cell => cell.First * cell.Second.Scale!)]);
        return cells[0].BranchScale == 1 ? signal : new StackedSignal(signal.Together * cells[0].BranchScale);
    }
}
