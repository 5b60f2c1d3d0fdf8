using Experiments.Data;

namespace Experiments.Training;

/// <summary>
/// The training loop: update, evaluate, repeat. Each update computes two numbers on the device: the loss and the norm of the gradients. On
/// CUDA, one read fetches these numbers for several updates (<see cref="UpdateWindows"/>). Evaluations, checkpoints and measurements of the
/// signal also wait for the device. With on_non_finite 'stop' an update is applied only if its loss and gradients are finite.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingPlan _plan;
    private readonly Module<Tensor, Tensor> _model;
    private readonly DataSplits _data;
    private readonly Device _device;
    private readonly Batches _batches;
    private readonly Backpropagation _gradients;
    private FlatBuffers? _buffers;
    private readonly UpdateWindows? _windows;
    private readonly Evaluator _evaluator;
    private readonly EvaluationRules _rules;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double _trainingSince;
    private long _trainedSince;

    /// <summary>Creates the trainer. The model must already be on the device and have its initial weights.</summary>
    /// <param name="updatesPerWait">Number of updates after which losses and norms are read from the device. Null means 1 on the CPU; on
    /// other devices, null means the number of updates that take about 50 ms.</param>
    public Trainer(TrainingPlan plan, Module<Tensor, Tensor> model, DataSplits data, Device device, int? updatesPerWait = null)
    {
        _plan = plan;
        _model = model;
        _data = data;
        _device = device;
        Optimizer = new Optimizer(plan.Config.Optimizer, model);
        var hasWindows = updatesPerWait > 1 || (updatesPerWait is null && device.type != DeviceType.CPU);
        _buffers = hasWindows || plan.Config.Training.Ema is not null ? new FlatBuffers(model) : null;
        Average = plan.Config.Training.Ema is { } ema ? new WeightAverage(ema, model, Optimizer, _buffers) : null;
        _batches = new Batches(data.Train, plan.Config.Data.BatchSize, plan.Config.Data.DropLast, plan.Config.Seed, data.Augmentation,
            plan.Config.Training.Accumulate);
        _gradients = new Backpropagation(plan, model, Optimizer, _batches, device);
        _windows = hasWindows ? new UpdateWindows(plan, Optimizer, _buffers!, Average, _gradients, device, updatesPerWait) : null;
        _evaluator = new Evaluator(model, plan.Loss, plan.Data, plan.Metrics, plan.Config.Data.EvalBatchSize);
        _rules = new EvaluationRules(plan.Config.Training, plan.Select);
    }

    public Optimizer Optimizer { get; }

    /// <summary>The moving average of the weights, which evaluations use instead of the weights; null if the config has none.</summary>
    public WeightAverage? Average { get; }

    /// <summary>Progress of the run. Set it before <see cref="Run"/> to continue from a checkpoint.</summary>
    public TrainingProgress Progress { get; set; } = new();

    /// <summary>The place of the first non-finite value; null while all values are finite.</summary>
    public NonFinite? NonFinite { get; private set; }

    /// <summary>Seconds of the run so far, including the time before a resume.</summary>
    public double WallTime => Progress.EarlierSeconds + _clock.Elapsed.TotalSeconds;

    /// <summary>The reason why training ends before its last update: <c>target</c> or <c>early_stopping</c>; null if training
    /// continues.</summary>
    public string? StoppedBy => _rules.StoppedBy(Progress);

    /// <summary>
    /// Returns the confusion matrix of the final evaluation; the test split is used if there is one. Returns null for regression or too
    /// many classes. If a run is resumed after its final evaluation, this method evaluates again.
    /// </summary>
    public ConfusionMatrix? Confusion()
    {
        var split = _data.Test ?? _data.Validation ?? _data.Train;
        if (_evaluator.Confusion(split) is { } confusion)
            return confusion;
        using var averaged = Average?.InPlace();
        _evaluator.Evaluate(split);
        return _evaluator.Confusion(split);
    }

    /// <summary>
    /// Trains to the end. Cancellation takes effect after the current update; on a GPU, after the current window of updates.
    /// </summary>
    public TrainingEnd Run(ITrainingListener listener, CancellationToken cancellation)
    {
        var end = Start(listener);
        while (end is null)
            end = cancellation.IsCancellationRequested ? TrainingEnd.Interrupted : Advance(listener);
        return end.Value;
    }

    /// <summary>Evaluates the initial weights, unless an earlier process has done so.</summary>
    /// <returns>How the training ended; null if more updates follow.</returns>
    internal TrainingEnd? Start(ITrainingListener listener)
    {
        listener.Starting(Progress.Step);
        _model.train();
        if (Progress.Step == 0 && Progress.Latest.Count == 0 && !Evaluate(listener))
            return TrainingEnd.Diverged;
        _trainingSince = _clock.Elapsed.TotalSeconds;
        return EndIfOver();
    }

    /// <summary>Makes one update (on a GPU, a window of updates) and the evaluation that is due after it.</summary>
    /// <returns>How the training ended; null if more updates follow.</returns>
    internal TrainingEnd? Advance(ITrainingListener listener) => AfterUpdate(UpdateWindow(listener), listener);

    /// <summary>Learning rate of the next update.</summary>
    internal double LearningRate => _plan.LearningRate(Progress.Step);

    /// <summary>Makes the optimizer's step with the present gradients.</summary>
    internal void Step()
    {
        using var scope = NewDisposeScope();
        Optimizer.Step(LearningRate);
    }

    /// <summary>Ends an update after its step: counts the update, and makes the evaluation that is due after it.</summary>
    /// <param name="loss">Loss of the update's examples.</param>
    /// <param name="norm">The norm that is reported.</param>
    /// <returns>How the training ended; null if more updates follow.</returns>
    internal TrainingEnd? Finish(ITrainingListener listener, double loss, double norm)
    {
        using (NewDisposeScope())
            Conclude(listener, loss, norm);
        return AfterUpdate(isFinite: true, listener);
    }

    /// <summary>Checks the present gradients, and clips them.</summary>
    /// <param name="loss">Loss of the update's examples.</param>
    /// <param name="norm">Norm of all gradients.</param>
    /// <returns>The norm that is reported; null if the training has diverged.</returns>
    internal double? Prepare(ITrainingListener listener, double loss, double norm)
    {
        if ((!double.IsFinite(loss) || !double.IsFinite(norm)) && !PassesNonFinite(loss, Progress.Step, listener))
            return null;
        using var scope = NewDisposeScope();
        return _gradients.Clip(norm);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _windows?.Dispose();
        _batches.Dispose();
        Average?.Dispose();
        _buffers?.Dispose();
        Optimizer.Dispose();
    }

    internal TrainingPlan Plan => _plan;

    internal Module<Tensor, Tensor> Model => _model;

    internal Device Device => _device;

    /// <summary>The model's buffers, stored in few tensors.</summary>
    internal FlatBuffers Buffers => _buffers ??= new FlatBuffers(_model);

    internal Batches Batches => _batches;

    internal Backpropagation Backpropagation => _gradients;

    private TrainingEnd? AfterUpdate(bool isFinite, ITrainingListener listener) =>
        !isFinite || (IsEvaluationDue && !Evaluate(listener)) ? TrainingEnd.Diverged : EndIfOver();

    private TrainingEnd? EndIfOver() => Progress.Step < _plan.TotalSteps && StoppedBy is null ? null : End();

    // With on_non_finite 'ignore' a run trains to its last update even if its loss is not finite.
    private TrainingEnd End()
    {
        if (Progress.NonFiniteSplit is not { } name)
            return TrainingEnd.Completed;
        using var averaged = Average?.InPlace();
        NonFinite = _evaluator.Find(_data.Parts.First(split => split.Name == name), Progress.Step);
        return TrainingEnd.Diverged;
    }

    private bool IsEvaluationDue => _plan.IsEvaluatedAfter(Progress.Step);

    private double Epoch => (double)Progress.Step / _plan.StepsPerEpoch;

    private bool Stops => _plan.Config.Training.OnNonFinite == "stop";

    private bool UpdateWindow(ITrainingListener listener)
    {
        if (_windows is null)
            return Update(listener);
        var step = Progress.Step;
        var length = _windows.Begin(step, listener);
        var results = length > 1 ? _windows.Run(step, length) : null;
        for (var i = 0; i < length; i++)
        {
            if (results is not null)
                Count(results[i].Loss, results[i].Norm, _plan.LearningRate(step + i), listener);
            else if (!Update(listener))
                return false;
        }

        _windows.End(length);
        return true;
    }

    private bool Update(ITrainingListener listener)
    {
        using var scope = NewDisposeScope();
        Optimizer.ZeroGrad();
        var (loss, norm) = _gradients.Run(Progress.Step);
        if (Prepare(listener, loss, norm) is not { } reported)
            return false;
        Optimizer.Step(LearningRate);
        Conclude(listener, loss, reported);
        return true;
    }

    private void Conclude(ITrainingListener listener, double loss, double norm)
    {
        Average?.Update(Progress.Step + 1);
        Count(loss, norm, LearningRate, listener);
    }

    // The norm can overflow although every gradient is finite, so the gradients themselves are checked.
    private bool PassesNonFinite(double loss, long step, ITrainingListener listener)
    {
        var found = _gradients.Find(loss, step, inForward: Stops);
        if (found is null)
            return true;
        if (Stops)
        {
            NonFinite = found;
            return false;
        }

        if (Progress.NonFiniteSteps++ == 0)
            listener.Warning($"{found} training.on_non_finite is 'ignore', so the run continues; further cases are only counted.");
        return true;
    }

    private void Count(double loss, double norm, double learningRate, ITrainingListener listener)
    {
        var examples = _plan.ExamplesAt(Progress.Step);
        Progress.Step++;
        Progress.RunningLoss += loss * examples;
        Progress.RunningExamples += examples;
        Progress.EpochLoss += loss * examples;
        Progress.EpochExamples += examples;
        _trainedSince += examples;
        listener.StepDone(new StepReport(Progress.Step, Epoch, loss, norm, learningRate, TrainingRate()));
        if (Progress.Step % _plan.StepsPerEpoch != 0)
            return;
        listener.EpochDone(Progress.Step / _plan.StepsPerEpoch, Progress.Step, Progress.EpochLoss / Progress.EpochExamples);
        Progress.EpochLoss = 0;
        Progress.EpochExamples = 0;
    }

    private double TrainingRate() => _trainedSince / Math.Max(_clock.Elapsed.TotalSeconds - _trainingSince, 1e-9);

    private bool Evaluate(ITrainingListener listener)
    {
        if (Progress.RunningExamples > 0)
        {
            Devices.Synchronize(_device);
            Report(EvaluationRow.Running, [new Metric("loss", Progress.RunningLoss / Progress.RunningExamples)], TrainingRate(), listener);
            Progress.RunningLoss = 0;
            Progress.RunningExamples = 0;
        }

        if (!EvaluateSplits(listener))
            return false;
        listener.Checkpoint();
        _trainedSince = 0;
        _trainingSince = _clock.Elapsed.TotalSeconds;
        return true;
    }

    // Evaluates the averaged weights if the config asks for an average. The best checkpoint then also stores the averaged weights.
    private bool EvaluateSplits(ITrainingListener listener)
    {
        using var averaged = Average?.InPlace();
        foreach (var split in EvaluatedSplits())
        {
            if (!Evaluate(split, listener))
                return false;
        }

        if (_data.Validation is { } validation && _rules.Judge(Progress, Progress.Latest[validation.Name]))
            listener.BestSoFar(Progress.Best!);
        return true;
    }

    private IEnumerable<Split> EvaluatedSplits()
    {
        if (_plan.Config.Training.EvalTrain || (_data.Validation is null && _data.Test is null))
            yield return _data.Train;
        if (_data.Validation is { } validation)
            yield return validation;
        if (_data.Test is { } test)
            yield return test;
    }

    private bool Evaluate(Split split, ITrainingListener listener)
    {
        var start = _clock.Elapsed.TotalSeconds;
        var metrics = _evaluator.Evaluate(split);
        Report(split.Name, metrics, split.Count / Math.Max(_clock.Elapsed.TotalSeconds - start, 1e-9), listener);
        if (!Metrics.HasFiniteLoss(metrics) && Stops)
        {
            NonFinite = _evaluator.Find(split, Progress.Step);
            return false;
        }

        _rules.Watch(Progress, split.Name, metrics);
        return true;
    }

    private void Report(string split, IReadOnlyList<Metric> metrics, double examplesPerSecond, ITrainingListener listener)
    {
        var learningRate = _plan.LearningRate(Math.Max(Progress.Step - 1, 0));
        listener.Evaluated(new EvaluationRow(Progress.Step, Epoch, split, metrics, learningRate, WallTime, examplesPerSecond));
        Progress.Latest[split] = metrics;
        if (Progress.Step == 0)
            Progress.Initial[split] = metrics;
    }
}
