using Experiments.Data;

namespace Experiments.Training;

/// <summary>Selects the metrics of a run, and compares values of a metric.</summary>
public static class Metrics
{
    /// <summary>
    /// Returns the metric that chooses the best checkpoint if the config names no metric for this purpose. The result is the task's usual
    /// metric if the run measures this metric, otherwise the first metric after the loss.
    /// </summary>
    /// <param name="measured">Metrics that the run measures.</param>
    public static string DefaultSelection(TaskKind task, LossOptions loss, IReadOnlyList<string> measured)
    {
        var usual = task == TaskKind.Classification ? "accuracy" : loss is RmseLogLoss ? "rmse_log" : "rmse";
        return measured.Contains(usual) ? usual : measured.ElementAtOrDefault(1) ?? measured[0];
    }

    /// <summary>Returns the metrics that a run reports, in the order in which a row lists them. The loss comes first.</summary>
    /// <param name="training">Options that name the metrics; if they name none, the task's default metrics are used. The metrics for
    /// selection, target and early stopping are added.</param>
    /// <exception cref="InputException">A name is not a metric, or the metric is not defined for this data and loss.</exception>
    public static IReadOnlyList<string> For(DataDescription data, LossOptions loss, TrainingOptions training)
    {
        string[] known = [.. MetricRegistry.All.Where(metric => metric.AppliesTo(data, loss)).Select(metric => metric.Name)];
        var watched = new[] { training.Select, training.Target?.Metric, training.EarlyStopping?.Metric }.OfType<string>().Intersect(known);
        if (training.Metrics is not { } asked)
            return [.. known.Intersect(["loss", "accuracy", "rmse", "rmse_log", "mae"]).Union(watched)];
        if (asked.FirstOrDefault(name => !known.Contains(name)) is { } wrong)
        {
            throw new InputException(
                $"training.metrics: '{wrong}' is not defined on this data with this loss; allowed are "
                    + $"{string.Join(", ", known)}{Names.DidYouMeanOrStop(wrong, known)}");
        }
        return [.. asked.Prepend("loss").Union(watched)];
    }

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="than"/>; NaN is never better.</summary>
    public static bool IsBetter(string metric, double value, double than) => IsHigherBetter(metric) ? value > than : value < than;

    public static bool IsHigherBetter(string metric) =>
        MetricRegistry.All.FirstOrDefault(kind => kind.Name == metric)?.IsHigherBetter == true;

    /// <summary>Whether the loss of an evaluation is finite. With a non-finite loss, the other metrics mean nothing.</summary>
    public static bool HasFiniteLoss(IReadOnlyList<Metric> metrics) =>
        metrics.All(metric => metric.Name != "loss" || double.IsFinite(metric.Value));

    public static bool Reaches(string metric, double value, double target) => value == target || IsBetter(metric, value, target);
}
