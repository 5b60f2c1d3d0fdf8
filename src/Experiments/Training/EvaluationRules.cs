namespace Experiments.Training;

/// <summary>
/// What the evaluations of a training decide: when its target is reached, whether early stopping has lost its patience, and which of them is the best.
/// What is found stands in the <see cref="TrainingProgress"/> and nowhere else, so a resumed run goes on with it.
/// </summary>
/// <param name="options">The target, and early stopping.</param>
/// <param name="select">The metric that chooses the best evaluation, and early stopping's where that names none.</param>
internal sealed class EvaluationRules(TrainingOptions options, string select)
{
    /// <summary>What ends the training before its last update: <c>target</c>, <c>early_stopping</c>, or null where nothing does.</summary>
    public string? StoppedBy(TrainingProgress progress) =>
        progress.StepsToTarget is not null && options.Target!.Stop ? "target"
        : progress.WorseEvaluations >= options.EarlyStopping?.Patience ? "early_stopping"
        : null;

    /// <summary>Looks at one split: the first evaluation that has the target's value is kept.</summary>
    public void Watch(TrainingProgress progress, string split, IReadOnlyList<Metric> metrics)
    {
        if (options.Target is { } target && target.Split == split && Metrics.Reaches(target.Metric, Value(metrics, target.Metric), target.Value))
            progress.StepsToTarget ??= progress.Step;
    }

    /// <summary>Looks at the validation split, the only one that has a say in when to stop and what is best, once all splits stand in <see cref="TrainingProgress.Latest"/>.</summary>
    /// <returns>Whether it was never better; <see cref="TrainingProgress.Best"/> is this evaluation then.</returns>
    public bool Judge(TrainingProgress progress, IReadOnlyList<Metric> validation)
    {
        CountWorse(progress, validation);
        var value = Value(validation, select);
        if (progress.Best is { } best && !Metrics.IsBetter(select, value, best.Value))
            return false;
        progress.Best = new BestEvaluation(progress.Step, select, value, new Dictionary<string, IReadOnlyList<Metric>>(progress.Latest));
        return true;
    }

    private void CountWorse(TrainingProgress progress, IReadOnlyList<Metric> validation)
    {
        if (options.EarlyStopping is not { } stopping)
            return;
        var metric = stopping.Metric ?? select;
        var value = Value(validation, metric);
        if (progress.ValueToBeat is { } best && !stopping.IsBetter(metric, value, best))
        {
            progress.WorseEvaluations++;
            return;
        }

        progress.ValueToBeat = value;
        progress.WorseEvaluations = 0;
    }

    private static double Value(IReadOnlyList<Metric> metrics, string name) => metrics.First(metric => metric.Name == name).Value;
}
