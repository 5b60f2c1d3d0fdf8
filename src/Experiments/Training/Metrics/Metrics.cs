using Experiments.Data;

namespace Experiments.Training;

/// <summary>The metrics of a run, and which direction is better.</summary>
public static class Metrics
{
    /// <summary>The metric that chooses the best checkpoint if the config names none: the task's
    /// usual one, else the first behind the loss.</summary>
    /// <param name="measured">Metrics that the run measures.</param>
    public static string DefaultSelection(TaskKind task, LossOptions loss, IReadOnlyList<string> measured)
    {
        var usual = task == TaskKind.Classification ? "accuracy" : loss is RmseLogLoss ? "rmse_log" : "rmse";
        return measured.Contains(usual) ? usual : measured.ElementAtOrDefault(1) ?? measured[0];
    }

    /// <summary>The metrics that a run reports, in the order of a row; the loss comes first.</summary>
    /// <param name="training">Its metrics; null for the defaults of the task. Metrics that its selection,
    /// target or early stopping watch are added.</param>
    /// <exception cref="InputException">A name is no metric, or not one of this data and loss.</exception>
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

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="than"/>; a value that is not a number never is.</summary>
    public static bool IsBetter(string metric, double value, double than) => IsHigherBetter(metric) ? value > than : value < than;

    public static bool IsHigherBetter(string metric) =>
        MetricRegistry.All.FirstOrDefault(kind => kind.Name == metric)?.IsHigherBetter == true;

    /// <summary>Whether the loss among the metrics of one evaluation is finite; where it is not, the other metrics say nothing.</summary>
    public static bool HasFiniteLoss(IReadOnlyList<Metric> metrics) =>
        metrics.All(metric => metric.Name != "loss" || double.IsFinite(metric.Value));

    public static bool Reaches(string metric, double value, double target) => value == target || IsBetter(metric, value, target);
}
