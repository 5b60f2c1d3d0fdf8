namespace Experiments.Sweeps.Launching;

/// <summary>Which cells a sweep that is started again runs.</summary>
/// <param name="Statuses">Those that are run anew, from their first step: failed, diverged, interrupted.</param>
public sealed record RetryOptions(IReadOnlySet<CellStatus> Statuses)
{
    /// <summary>
    /// Whether a cell is run: where nothing is known of it, where it was interrupted, where a process died over it, and where its status is to be
    /// tried again. A run that said itself how it ended stands.
    /// </summary>
    public bool Wants(SweepFolder folder, CellRecord cell) => folder.StatusOf(cell) switch
    {
        CellStatus.Pending or CellStatus.Interrupted => true,
        CellStatus.Failed when !folder.RunOf(cell).IsOver => true,
        var status => Statuses.Contains(status),
    };

    /// <summary>Whether a cell begins at its first step instead of at its last checkpoint.</summary>
    public bool IsAnew(SweepFolder folder, CellRecord cell) => Statuses.Contains(folder.StatusOf(cell));
}
