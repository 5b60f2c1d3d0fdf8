namespace Experiments.Sweeps.Launching;

/// <summary>Selects the cells that a restarted sweep runs.</summary>
/// <param name="Statuses">Cells with one of these statuses run again from the first step. Possible statuses are failed, diverged and
/// interrupted.</param>
public sealed record RetryOptions(IReadOnlySet<CellStatus> Statuses)
{
    /// <summary>
    /// Whether a cell is run. A cell is run if it is pending or interrupted, if it failed because its process died, or if its status is in
    /// <see cref="Statuses"/>.
    /// </summary>
    public bool Wants(SweepFolder folder, CellRecord cell) => folder.StatusOf(cell) switch
    {
        CellStatus.Pending or CellStatus.Interrupted => true,
        CellStatus.Failed when !folder.RunOf(cell).IsOver => true,
        var status => Statuses.Contains(status),
    };

    /// <summary>Whether a cell starts at its first step instead of its last checkpoint.</summary>
    public bool IsAnew(SweepFolder folder, CellRecord cell) => Statuses.Contains(folder.StatusOf(cell));
}
