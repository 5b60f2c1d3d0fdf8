using Experiments.Experiment;
using Experiments.Runs;

namespace Experiments.Sweeps.Launching;

/// <summary>Runs single cells of a sweep in this process, as every worker does, wherever it was started.</summary>
/// <param name="roots">Folders to search for data.</param>
/// <param name="commandLine">Command line for the record.</param>
public sealed class CellRunner(SweepFolder folder, IReadOnlyList<string> roots, string commandLine) : IDisposable
{
    private readonly KeptData _data = new();

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    /// <summary>Runs the cell, or resumes it from its last checkpoint, unless it is over. Errors are recorded, not thrown.</summary>
    /// <param name="isAnew">Whether to start at the first step in any case; the earlier folder is moved aside.</param>
    /// <param name="cancellation">Interrupts the run after the current update.</param>
    /// <returns>Status of the cell afterwards; null if another process has it.</returns>
    public CellStatus? Run(CellRecord cell, bool isAnew, IRunObserver observer, CancellationToken cancellation)
    {
        using var claim = folder.Claim(cell);
        if (claim is null)
            return null;
        // Another process may have finished it since this one was told to run it.
        if (!isAnew && folder.StatusOf(cell) is var over && over.HasResult())
            return over;
        folder.ForgetFailure(cell);
        try
        {
            return Run(cell, Request(cell, isAnew), observer, cancellation);
        }
        catch (InputException) when (!isAnew)
        {
            // What an earlier process left can't be resumed.
            return Recorded(cell, () => Run(cell, Request(cell, isAnew: true), observer, cancellation));
        }
        catch (Exception exception)
        {
            return Record(cell, exception);
        }
    }

    private CellStatus Run(CellRecord cell, RunRequest request, IRunObserver observer, CancellationToken cancellation)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        Runner.Run(folder.ConfigOf(cell), request, observer, cancellation);
        return folder.StatusOf(cell) is var status and not CellStatus.Pending
            ? status
            : throw new InputException(
                $"the run went to another folder than '{folder.RunOf(cell).Path}': the data files or the device are not those that the "
                    + $"sweep was planned with. Start the sweep again.");
    }

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

    // Nobody asks a cell that begins to resume, so it need not say that it can't.
    private RunRequest Request(CellRecord cell, bool isAnew) => new()
    {
        OutputRoot = folder.Runs,
        DataRoots = roots,
        Data = _data,
        CommandLine = commandLine,
        Resume = !isAnew && Directory.Exists(folder.RunOf(cell).Path),
    };
}
