using Experiments.Runs;
using Experiments.Sweeps.Launching.Slurm;

namespace Experiments.Sweeps;

/// <summary>State of a sweep at one point in time. Any process that can read the sweep's folder can read this state.</summary>
/// <param name="Notice">One sentence that says which information is not available; null if all information is available.</param>
/// <param name="Left">Estimated time for the unfinished cells if the number of running cells stays the same. Null if no cell is running or
/// no run has trained to its end.</param>
public sealed record SweepView(IReadOnlyList<CellView> Cells, string? Notice, TimeSpan? Left)
{
    // Number of runs from which the speed is estimated. The number is large enough for an average, and small enough to read the runs
    // quickly.
    private const int Sample = 50;

    /// <summary>Reads the state of a sweep. A dead Slurm task is recorded as a failure of its cell.</summary>
    public static SweepView Of(SweepFolder folder)
    {
        var records = folder.ReadCells();
        var (slurm, notice) = Ask(folder);
        slurm?.RecordDeaths(records);
        var cells = records.Select(cell => Look(folder, cell, slurm)).ToList();
        return new SweepView(cells, notice, TimeLeft(folder, cells));
    }

    private static (SlurmView? View, string? Notice) Ask(SweepFolder folder)
    {
        try
        {
            return (SlurmView.Of(folder), null);
        }
        catch (Exception exception) when (exception is MissingException or InvalidOperationException)
        {
            return (null, $"The state of queued cells is unknown: {exception.Message}");
        }
    }

    private static CellView Look(SweepFolder folder, CellRecord cell, SlurmView? slurm)
    {
        var status = folder.StatusOf(cell);
        if (status.HasResult())
            return new CellView(cell, status, false, null, 0);
        if (folder.HolderOf(cell) is { } holder)
            return new CellView(cell, status, true, holder, folder.StepOf(cell));
        return new CellView(cell, status, false, slurm?.UnderWay(cell)?.InWords, 0);
    }

    private static TimeSpan? TimeLeft(SweepFolder folder, IReadOnlyList<CellView> cells)
    {
        // Cells that train together run in one process, so they count as one running process.
        var processes = cells.Where(cell => cell.IsRunning).Select(cell => cell.Where).Distinct().Count();
        // Runs that diverged early are left out: with few updates, most of their time was spent on evaluations.
        var sample = cells.Where(cell => cell.Status.HasResult()).Select(cell => RunSummary.Read(folder.RunOf(cell.Cell).Summary))
            .Where(run => run.Status == RunStatus.Completed || run.Progress.Step == run.TotalSteps).Take(Sample).ToList();
        var steps = sample.Sum(run => run.Progress.Step);
        if (processes == 0 || steps == 0)
            return null;
        var left = cells.Where(cell => !cell.IsOver).Sum(cell => Math.Max(0, cell.Cell.TotalSteps - cell.Step));
        var seconds = sample.Sum(run => run.WallTime / (run.Stack?.Cells.Count ?? 1));
        return TimeSpan.FromSeconds(seconds / steps * left / processes);
    }
}
