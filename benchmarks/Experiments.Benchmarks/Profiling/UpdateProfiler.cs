using System.Diagnostics;
using Experiments.Experiment;
using Experiments.Native;
using Experiments.Training;
using static TorchSharp.torch;

namespace Experiments.Benchmarks.Profiling;

/// <summary>Trains with the program's training loop, and counts the operator calls of some updates by phase.</summary>
internal sealed class UpdateProfiler : ITrainingListener
{
    private readonly OperatorProfile _operators;
    private readonly int _warmUp;
    private readonly int _updates;
    private int _begun;
    private bool _isCounting;
    private long _since;
    private TimeSpan _uncounted;
    private TimeSpan _time;
    private OperatorCounts? _counts;

    private UpdateProfiler(OperatorProfile operators, int warmUp, int updates) =>
        (_operators, _warmUp, _updates) = (operators, warmUp, updates);

    /// <summary>Returns arguments of <c>--set</c> with which a run has enough updates and no evaluation between them.</summary>
    public static string[] Settings(int warmUp, int updates) =>
    [
        "training.epochs=null", "training.eval_every_epochs=null", "training.target=null", "training.early_stopping=null",
        $"training.steps={Steps(warmUp, updates)}", $"training.eval_every_steps={Steps(warmUp, updates)}",
    ];

    /// <summary>
    /// Profiles a run that was prepared with <see cref="Settings"/>. The run makes warm-up updates, then timed updates, then counted
    /// updates.
    /// </summary>
    public static UpdateProfile Take(OperatorProfile operators, RunParts parts, int warmUp, int updates)
    {
        var profiler = new UpdateProfiler(operators, warmUp, updates);
        using var trainer = new Trainer(parts.Plan, parts.Model, parts.Data, parts.Device);
        var forward = parts.Model.register_forward_pre_hook((_, input) => profiler.See(UpdatePhase.Forward, input));
        var loss = parts.Model.register_forward_hook((_, _, output) => profiler.See(UpdatePhase.Loss, output));
        UpdatePhases.Entered = profiler.Enter;
        try
        {
            trainer.Run(profiler, CancellationToken.None);
        }
        finally
        {
            UpdatePhases.Entered = null;
            forward.remove();
            loss.remove();
        }

        return new UpdateProfile(updates, profiler._counts ?? throw new InvalidOperationException("The run ended before its last update."),
            profiler._time, profiler._uncounted);
    }

    // Returns the number of updates of the run, which is one more than are profiled. The start of the additional update is the end of the
    // last profiled update, before the final evaluation begins.
    private static int Steps(int warmUp, int updates) => warmUp + 2 * updates + 1;

    private Tensor See(UpdatePhase phase, Tensor tensor)
    {
        Enter(phase);
        return tensor;
    }

    private void Enter(UpdatePhase phase)
    {
        if (phase == UpdatePhase.Zero)
            Begin(_begun++);
        if (_isCounting)
            _operators.Enter((int)phase);
    }

    private void Begin(int update)
    {
        if (update == _warmUp)
            _since = Stopwatch.GetTimestamp();
        if (update == _warmUp + _updates)
        {
            _uncounted = Stopwatch.GetElapsedTime(_since);
            _operators.Start();
            _isCounting = true;
            _since = Stopwatch.GetTimestamp();
        }

        if (update != _warmUp + 2 * _updates)
            return;
        _time = Stopwatch.GetElapsedTime(_since);
        _isCounting = false;
        _counts = _operators.Stop();
    }

    void ITrainingListener.Starting(long step)
    {
    }

    bool ITrainingListener.LooksAfter(long step) => false;

    void ITrainingListener.StepDone(StepReport report) => Enter(UpdatePhase.Other);

    void ITrainingListener.EpochDone(long epoch, long step, double loss)
    {
    }

    void ITrainingListener.Evaluated(EvaluationRow row)
    {
    }

    void ITrainingListener.BestSoFar(BestEvaluation best)
    {
    }

    void ITrainingListener.Checkpoint()
    {
    }

    void ITrainingListener.Warning(string message)
    {
    }
}
