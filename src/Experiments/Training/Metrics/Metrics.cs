using Experiments.Data;

namespace Experiments.Training;

/// <summary>The metrics of a run, and which direction is better.</summary>
public static class Metrics
{
    /// <summary>The metric that chooses the best checkpoint if the config names none.</summary>
    public static string DefaultSelection(TaskKind task, LossOptions loss) =>
        task == TaskKind.Classification ? "accuracy" : loss is RmseLogLoss ? "rmse_log" : "rmse";

    /// <summary>The metrics that a run reports, in the order of a row; the loss comes first.</summary>
    /// <param name="asked">Names from the config; null for the defaults of the task.</param>
    /// <exception cref="InputException">A name is no metric, or not one of this data and loss.</exception>
    public static IReadOnlyList<string> For(DataDescription data, LossOptions loss, IReadOnlyList<string>? asked = null)
    {
        string[] known = [.. MetricRegistry.All.Where(metric => metric.AppliesTo(data, loss)).Select(metric => metric.Name)];
        if (asked is null)
            return [.. known.Intersect(["loss", "accuracy", "rmse", "rmse_log", "mae"])];
        if (asked.FirstOrDefault(name => !known.Contains(name)) is { } wrong)
        {
            throw new InputException(
                $"training.metrics: '{wrong}' is not defined on this data with this loss; allowed are {string.Join(", ", known)}{Names.DidYouMeanOrStop(wrong, known)}");
        }
        return [.. asked.Prepend("loss").Distinct()];
    }

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="than"/>; a value that is not a number never is.</summary>
    public static bool IsBetter(string metric, double value, double than) => IsHigherBetter(metric) ? value > than : value < than;

    public static bool IsHigherBetter(string metric) => MetricRegistry.All.FirstOrDefault(kind => kind.Name == metric)?.IsHigherBetter == true;

    public static bool Reaches(string metric, double value, double target) => value == target || IsBetter(metric, value, target);
}
