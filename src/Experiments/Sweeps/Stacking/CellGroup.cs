namespace Experiments.Sweeps.Stacking;

/// <summary>Cells that one worker trains together. Most groups have one cell if the sweep does not use stacks.</summary>
public sealed record CellGroup(IReadOnlyList<CellRecord> Cells)
{
    public int Threads => Cells[0].Threads;

    public bool IsStack => Cells.Count > 1;
}
