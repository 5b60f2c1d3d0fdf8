using Experiments.Experiment;
using Experiments.Runs;

namespace Experiments.Sweeps.Launching;

/// <summary>
/// Runs cells of a sweep in this process, one at a time or as a group. Every worker uses this class, on this machine and on other machines.
/// </summary>
/// <param name="roots">Folders to search for data.</param>
/// <param name="commandLine">Command line for the environment record.</param>
/// <param name="kept">Keeps the data in memory between the cells; the caller disposes of this object. If null, the runner creates a
/// cache.</param>
public sealed class CellRunner(SweepFolder folder, IReadOnlyList<string> roots, string commandLine, KeptData? kept = null) : IDisposable
{
    private readonly KeptData _data = kept ?? new();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (kept is null)
            _data.Dispose();
    }

    /// <summary>Runs the cell, or resumes the cell from its last checkpoint, unless the cell has ended. Errors are recorded, not
    /// thrown.</summary>
    /// <param name="isAnew">Whether to start at the first step; the earlier folder is then moved aside.</param>
    /// <param name="cancellation">Interrupts the run after the current update.</param>
    /// <returns>Status of the cell after the run; null if another process has locked the cell.</returns>
    public CellStatus? Run(CellRecord cell, bool isAnew, IRunObserver observer, CancellationToken cancellation)
    {
        using var claim = folder.Claim(cell);
        if (claim is null)
            return null;
        if (Over(cell, isAnew) is { } over)
            return over;
        try
        {
            return Run(cell, Request(cell, isAnew), observer, cancellation);
        }
        catch (InputException) when (!isAnew)
        {
            // The state left by an earlier process can't be resumed.
            return Recorded(cell, () => Run(cell, Request(cell, isAnew: true), observer, cancellation));
        }
        catch (Exception exception)
        {
            return Record(cell, exception);
        }
    }

    /// <summary>
    /// Runs cells together, each from its last checkpoint. Skips cells that have ended or are locked by another process. Errors are
    /// recorded, not thrown; an error in one cell does not affect the other cells.
    /// </summary>
    /// <param name="over">Called once for each cell: with the cell's status when the cell has ended, or with null if another process has
    /// locked the cell. The calls with null come first.</param>
    /// <param name="cancellation">Interrupts the runs after the current update.</param>
    public void Run(IReadOnlyList<GroupedCell> group, Action<CellRecord, CellStatus?> over, CancellationToken cancellation)
    {
        if (group is [var only])
        {
            over(only.Cell, Run(only.Cell, only.IsAnew, only.Observer, cancellation));
            return;
        }
        var claims = new List<CellClaim>();
        try
        {
            var claimed = new List<GroupedCell>();
            foreach (var member in group)
            {
                if (folder.Claim(member.Cell) is { } claim)
                {
                    claims.Add(claim);
                    claimed.Add(member);
                }
                else
                    over(member.Cell, null);
            }
            RunClaimed(claimed, over, cancellation);
        }
        finally
        {
            claims.ForEach(claim => claim.Dispose());
        }
    }

    private void RunClaimed(IReadOnlyList<GroupedCell> claimed, Action<CellRecord, CellStatus?> over, CancellationToken cancellation)
    {
        var told = new HashSet<CellRecord>();
        var members = new List<(GroupedCell Member, ResolvedConfig Config)>();
        foreach (var member in claimed)
        {
            if (Over(member.Cell, member.IsAnew) is { } status)
                Tell(member.Cell, status);
            else if (Prepared(member.Cell) is { } config)
                members.Add((member, config));
            else
                Tell(member.Cell, CellStatus.Failed);
        }
        if (members.Count > 1)
            RecordStack([.. members.Select(member => member.Member.Cell)]);
        if (members.Count == 0)
            return;
        using var scope = TorchSharp.torch.NewDisposeScope();
        var outcomes = Runner.RunTogether(
            [.. members.Select(one => (one.Config, Request(one.Member.Cell, one.Member.IsAnew), (IRunObserver)new FinishWatch(
                one.Member.Observer, () => Tell(one.Member.Cell, Recorded(one.Member.Cell, () => StatusOf(one.Member.Cell))))))],
            cancellation);
        foreach (var ((member, _), outcome) in members.Zip(outcomes))
            Tell(member.Cell, StatusAfter(member, outcome, cancellation));

        void Tell(CellRecord cell, CellStatus status)
        {
            if (told.Add(cell))
                over(cell, status);
        }
    }

    // Returns the status of a cell that must not or can't be run. For any other cell, returns null and deletes its recorded failure.
    private CellStatus? Over(CellRecord cell, bool isAnew)
    {
        try
        {
            // Another process may have finished the cell since this process was told to run it.
            if (!isAnew && folder.StatusOf(cell) is var status && status.HasResult())
                return status;
            folder.ForgetFailure(cell);
            return null;
        }
        catch (Exception exception)
        {
            return Record(cell, exception);
        }
    }

    private void RecordStack(IReadOnlyList<CellRecord> cells)
    {
        try
        {
            folder.RecordStack(cells);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // An error here is ignored, because each run's summary.json names the group too.
        }
    }

    // Returns null, and records the failure, if the plan of the cell can't be read.
    private ResolvedConfig? Prepared(CellRecord cell)
    {
        try
        {
            return folder.ConfigOf(cell);
        }
        catch (Exception exception)
        {
            Record(cell, exception);
            return null;
        }
    }

    private CellStatus StatusAfter(GroupedCell member, RunOutcome outcome, CancellationToken cancellation) => outcome.Error switch
    {
        null => Recorded(member.Cell, () => StatusOf(member.Cell)),
        // The state left by an earlier process can't be resumed.
        InputException when !member.IsAnew =>
            Recorded(member.Cell, () => Run(member.Cell, Request(member.Cell, isAnew: true), member.Observer, cancellation)),
        var error => Record(member.Cell, error),
    };

    private CellStatus Run(CellRecord cell, RunRequest request, IRunObserver observer, CancellationToken cancellation)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        Runner.Run(folder.ConfigOf(cell), request, observer, cancellation);
        return StatusOf(cell);
    }

    private CellStatus StatusOf(CellRecord cell) => folder.StatusOf(cell) is var status and not CellStatus.Pending
        ? status
        : throw new InputException(
            $"the run's folder is not '{folder.RunOf(cell).Path}', as planned: the data files or the device have changed since then. "
                + "Start the sweep again.");

    private CellStatus Recorded(CellRecord cell, Func<CellStatus> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception)
        {
            return Record(cell, exception);
        }
    }

    private CellStatus Record(CellRecord cell, Exception exception)
    {
        folder.RecordFailure(cell, new CellFailure(FirstLine.Of(exception), Environment.MachineName, exception.ToString().Split('\n')));
        return CellStatus.Failed;
    }

    // A new cell starts without a request to resume, because otherwise it would report that there is nothing to resume.
    private RunRequest Request(CellRecord cell, bool isAnew) => new()
    {
        OutputRoot = folder.Runs,
        DataRoots = roots,
        Data = _data,
        CommandLine = commandLine,
        Resume = !isAnew && Directory.Exists(folder.RunOf(cell).Path),
    };
}
