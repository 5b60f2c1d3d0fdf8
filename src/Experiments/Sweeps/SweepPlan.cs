namespace Experiments.Sweeps;

/// <summary>A sweep with every cell resolved and checked.</summary>
/// <param name="File">The sweep file.</param>
/// <param name="Plans">A plan for each point, in order.</param>
/// <param name="Cells">All cells: the seeds of the first point, then those of the second.</param>
public sealed record SweepPlan(SweepFile File, IReadOnlyList<CellPlan> Plans, IReadOnlyList<Cell> Cells)
{
    /// <summary>The seeds of each point.</summary>
    public IReadOnlyList<long> Seeds => [.. Cells.Select(cell => cell.Seed).Distinct()];

    /// <summary>The coordinate whose labels are compared with one another; null where there is no axis.</summary>
    public string? ComparedBy => File.ComparedBy;
}
