using Experiments.Data;

namespace Experiments.Training;

/// <summary>The names of the metrics, and which direction is better.</summary>
public static class Metrics
{
    /// <summary>The metric that chooses the best checkpoint if the config names none.</summary>
    public static string DefaultSelection(TaskKind task, LossOptions loss) =>
        task == TaskKind.Classification ? "accuracy" : loss is RmseLogLoss ? "rmse_log" : "rmse";

    /// <summary>The metrics that a run reports, in the order of a row.</summary>
    public static IReadOnlyList<string> For(DataDescription data, LossOptions loss)
    {
        if (data.Task == TaskKind.Classification)
            return ["loss", "accuracy"];
        return data.LogTarget || loss is RmseLogLoss ? ["loss", "rmse", "rmse_log", "mae"] : ["loss", "rmse", "mae"];
    }

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="than"/>; a value that is not a number never is.</summary>
    public static bool IsBetter(string metric, double value, double than) =>
        metric == "accuracy" ? value > than : value < than;

    public static bool Reaches(string metric, double value, double target) => value == target || IsBetter(metric, value, target);
}
