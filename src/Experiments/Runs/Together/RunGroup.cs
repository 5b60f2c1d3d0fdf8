using System.Runtime.ExceptionServices;
using Experiments.Experiment;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>Carries out several runs together. Each run has its own folder, and an error in a run ends only this run.</summary>
internal sealed class RunGroup : IDisposable
{
    private readonly RunOutcome?[] _outcomes;
    private readonly PreparedRun?[] _runs;

    private RunGroup(int count) => (_outcomes, _runs) = (new RunOutcome?[count], new PreparedRun?[count]);

    /// <summary>Runs all configs to their ends; returns one outcome per config, in order.</summary>
    public static IReadOnlyList<RunOutcome> Run(
        IReadOnlyList<(ResolvedConfig Resolved, RunRequest Request, IRunObserver Observer)> runs, CancellationToken cancellation)
    {
        using var group = new RunGroup(runs.Count);
        for (var i = 0; i < runs.Count; i++)
            group.Prepare(i, runs[i].Resolved, runs[i].Request, runs[i].Observer);
        group.Train(cancellation);
        return group._outcomes!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var run in _runs)
            run?.Dispose();
    }

    private IEnumerable<int> Open => Enumerable.Range(0, _runs.Length).Where(i => _outcomes[i] is null);

    private void Prepare(int index, ResolvedConfig resolved, RunRequest request, IRunObserver observer) => Guard(index, () =>
    {
        _runs[index] = new PreparedRun(resolved, request, observer);
        return _runs[index]!.Over;
    });

    private void Train(CancellationToken cancellation)
    {
        IReadOnlyList<StackMember> members = [.. Open.Select(index => _runs[index]!.Member!)];
        foreach (var index in Open.ToList())
        {
            var run = _runs[index]!;
            if (members.Count > 1)
                run.Session.Group = members;
            Guard(index, () => run.Session.Open(run.Parts));
        }

        using var training = new StackedTraining(
            Open.Select(index => (Index: index, _runs[index]!.Session)).Select(run => new StackedCell(
                run.Session.Trainer, run.Session.Listener, run.Session.CountShared, end => Close(run.Index, end))),
            RunSession.InWords);
        training.Run(cancellation);
    }

    private void Close(int index, StackedEnd end) => Guard(index, () => _runs[index]!.Session.Close(() =>
    {
        if (end.Error is not null)
            ExceptionDispatchInfo.Throw(end.Error);
        return end.End!.Value;
    }));

    // A run that has an outcome releases its folder and its memory.
    private void Guard(int index, Func<RunSummary?> work)
    {
        try
        {
            if (work() is not { } summary)
                return;
            _outcomes[index] = new RunOutcome(summary, Error: null);
        }
        catch (Exception exception)
        {
            _outcomes[index] = new RunOutcome(Summary: null, exception);
        }

        _runs[index]?.Dispose();
        _runs[index] = null;
    }
}
