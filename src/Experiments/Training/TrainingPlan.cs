using Experiments.Data;

namespace Experiments.Training;

/// <summary>A config combined with its data: the number of updates, the loss, and the metric for selection.</summary>
/// <param name="Loss">The config's loss, or the default of the task.</param>
/// <param name="Select">The metric of the validation split that chooses the best checkpoint.</param>
public sealed record TrainingPlan(ITrainingConfig Config, DataDescription Data, LossOptions Loss, long TrainExamples, long StepsPerEpoch,
    string Select)
{
    /// <summary>Names of the metrics that evaluations measure; the loss comes first.</summary>
    public IReadOnlyList<string> Metrics { get; } = Training.Metrics.For(Data, Loss, Config.Training);

    public long TotalSteps => Config.Training.TotalSteps(StepsPerEpoch);

    public long EvalInterval => Config.Training.EvalInterval(StepsPerEpoch);

    /// <summary>Whether the splits are evaluated after <paramref name="step"/> updates.</summary>
    public bool IsEvaluatedAfter(long step) => step % EvalInterval == 0 || step == TotalSteps;

    /// <summary>Warnings to show before the run starts, one sentence each.</summary>
    public IEnumerable<string> Warnings => Config.Schedule.WarmupSteps >= TotalSteps && TotalSteps > 0 && Config.Schedule.WarmupSteps > 0
        ? [$"The warm-up ({Config.Schedule.WarmupSteps} steps) is not shorter than the run ({TotalSteps} steps), so the learning rate "
            + "never reaches lr."]
        : [];

    /// <summary>Returns the number of examples of the update that follows <paramref name="step"/> updates.</summary>
    public long ExamplesAt(long step)
    {
        var batch = (long)Config.Data.BatchSize;
        var used = Config.Data.DropLast ? TrainExamples / batch * batch : TrainExamples;
        return Math.Min(batch * Config.Training.Accumulate, used - step % StepsPerEpoch * batch * Config.Training.Accumulate);
    }

    /// <summary>Returns the learning rate of the update that follows <paramref name="step"/> updates.</summary>
    public double LearningRate(long step) =>
        Config.Schedule.LearningRate(Config.Optimizer.Lr, step, new ScheduleSpan(TotalSteps, StepsPerEpoch));

    /// <exception cref="InputException">Config and data don't fit; the message names the keys.</exception>
    public static TrainingPlan Of(ITrainingConfig config, DataSplits data)
    {
        var description = data.Description;
        var (loss, select) = Check(config, description);
        loss.CheckTargets(data);
        var stepsPerEpoch = Batches.StepsIn(data.Train.Count, config.Data.BatchSize, config.Data.DropLast, config.Training.Accumulate);
        if (stepsPerEpoch == 0)
        {
            throw new InputException(
                $"data.batch_size: {config.Data.BatchSize} is more than the {data.Train.Count} training examples, and drop_last drops an "
                    + "incomplete batch, so no batch is left; set a smaller batch size, or set drop_last to false.");
        }

        if (config.Training.Target is { } target)
            CheckTarget(target, config.Training, data);
        if (config.Training.EarlyStopping is not null && data.Validation is null)
            throw new InputException(
                "training.early_stopping: this data has no validation split to watch; set data.validation, or remove "
                    + "early_stopping.");
        return new TrainingPlan(config, description, loss, data.Train.Count, stepsPerEpoch, select);
    }

    /// <summary>Checks a config against its data before the data is read; returns the loss and the metric for selection.</summary>
    /// <exception cref="InputException">Config and data don't fit; the message names the keys.</exception>
    public static (LossOptions Loss, string Select) Check(ITrainingConfig config, DataDescription data)
    {
        var loss = config.Loss ?? LossOptions.DefaultFor(data.Task);
        loss.Check(data);
        var metrics = Training.Metrics.For(data, loss, config.Training);
        var select = config.Training.Select ?? Training.Metrics.DefaultSelection(data.Task, loss, metrics);
        CheckMetric("training.select", select, metrics);
        if (config.Training.Target is { } target)
            CheckMetric("training.target.metric", target.Metric, metrics);
        if (config.Training.EarlyStopping?.Metric is { } watched)
            CheckMetric("training.early_stopping.metric", watched, metrics);
        return (loss, select);
    }

    private static void CheckTarget(TargetOptions target, TrainingOptions training, DataSplits data)
    {
        var measured = target.Split switch
        {
            "train" => training.EvalTrain,
            "validation" => data.Validation is not null,
            _ => data.Test is not null,
        };
        if (!measured)
        {
            throw new InputException(target.Split == "train"
                ? "training.target.split: the training split is not evaluated; set training.eval_train to true."
                : $"training.target.split: this data has no {target.Split} split; set data.{target.Split}, "
                    + $"or choose another split.");
        }
    }

    private static void CheckMetric(string key, string metric, IReadOnlyList<string> metrics)
    {
        if (!metrics.Contains(metric))
        {
            throw new InputException(
                $"{key}: '{metric}' is not measured on this data with this loss; allowed are {string.Join(", ", metrics)}.");
        }
    }
}
