namespace Experiments.Sweeps;

/// <summary>A sweep with every cell resolved and checked.</summary>
/// <param name="Plans">One plan per point, in order.</param>
/// <param name="Cells">All cells, ordered by point: first all seeds of the first point, then all seeds of the second.</param>
public sealed record SweepPlan(SweepFile File, IReadOnlyList<CellPlan> Plans, IReadOnlyList<Cell> Cells)
{
    public IReadOnlyList<long> Seeds => [.. Cells.Select(cell => cell.Seed).Distinct()];

    /// <summary>The coordinate whose labels are compared; null if there is no axis.</summary>
    public string? ComparedBy => File.ComparedBy;
}
