namespace Experiments.Sweeps.Stacking;

/// <summary>Cells that a worker is given at once and trains together; most groups of a sweep without stacks are of one cell.</summary>
public sealed record CellGroup(IReadOnlyList<CellRecord> Cells)
{
    public int Threads => Cells[0].Threads;

    public bool IsStack => Cells.Count > 1;
}
