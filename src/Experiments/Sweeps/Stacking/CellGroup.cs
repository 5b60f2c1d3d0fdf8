namespace Experiments.Sweeps.Stacking;

/// <summary>Cells that one worker trains together. Without stacks most groups of a sweep have one cell.</summary>
public sealed record CellGroup(IReadOnlyList<CellRecord> Cells)
{
    public int Threads => Cells[0].Threads;

    public bool IsStack => Cells.Count > 1;
}
