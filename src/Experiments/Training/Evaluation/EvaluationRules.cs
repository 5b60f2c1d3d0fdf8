namespace Experiments.Training;

/// <summary>
/// Decides from evaluations when the target is reached, when early stopping ends the run, and which evaluation is the best. All state is in
/// <see cref="TrainingProgress"/>, which a checkpoint stores and a resumed run restores. An evaluation whose loss is not finite
/// (on_non_finite 'ignore') reaches no target, is never the best, and counts as no improvement.
/// </summary>
/// <param name="select">The metric that chooses the best evaluation. Early stopping uses the same metric by default.</param>
internal sealed class EvaluationRules(TrainingOptions options, string select)
{
    /// <summary>Returns the reason why training ends before its last update: <c>target</c> or <c>early_stopping</c>. Returns null if
    /// training continues.</summary>
    public string? StoppedBy(TrainingProgress progress) =>
        progress.StepsToTarget is not null && options.Target!.Stop ? "target"
        : progress.WorseEvaluations >= options.EarlyStopping?.Patience ? "early_stopping"
        : null;

    /// <summary>Compares one split with the target, and records the step of the first evaluation that reaches it.</summary>
    public void Watch(TrainingProgress progress, string split, IReadOnlyList<Metric> metrics)
    {
        if (options.Target is { } target && target.Split == split && Metrics.HasFiniteLoss(metrics)
            && Metrics.Reaches(target.Metric, Value(metrics, target.Metric), target.Value))
            progress.StepsToTarget ??= progress.Step;
    }

    /// <summary>
    /// Updates early stopping and the best evaluation from the metrics of the validation split; other splits have no influence. Call this
    /// method when <see cref="TrainingProgress.Latest"/> has all splits.
    /// </summary>
    /// <returns>Whether this evaluation is the best so far. The method stores the best evaluation in
    /// <see cref="TrainingProgress.Best"/>.</returns>
    public bool Judge(TrainingProgress progress, IReadOnlyList<Metric> validation)
    {
        CountWorse(progress, validation);
        var value = Value(validation, select);
        if (!Metrics.HasFiniteLoss(validation))
            return false;
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
        if (!Metrics.HasFiniteLoss(validation) || (progress.ValueToBeat is { } best && !stopping.IsBetter(metric, value, best)))
        {
            progress.WorseEvaluations++;
            return;
        }

        progress.ValueToBeat = value;
        progress.WorseEvaluations = 0;
    }

    private static double Value(IReadOnlyList<Metric> metrics, string name) => metrics.First(metric => metric.Name == name).Value;
}
