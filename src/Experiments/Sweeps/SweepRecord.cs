namespace Experiments.Sweeps;

/// <summary>Writes the files of a plan in a sweep folder.</summary>
internal static class SweepRecord
{
    public static CellRecord Of(Cell cell) => new(
        cell.Number, cell.Plan.Config.Config.Name, cell.Plan.Identity, cell.Seed, cell.Plan.Threads, cell.Plan.Device, cell.Plan.TotalSteps,
        cell.Plan.Coordinates);

    /// <summary>Returns the contents of <c>compare.json</c>: the comparison with all defaults filled in.</summary>
    public static JsonObject Compare(SweepPlan plan)
    {
        var options = plan.File.Compare;
        IEnumerable<string> metrics = options.Metrics.Count > 0
            ? options.Metrics
            : plan.Plans.Select(cell => $"test.{cell.Select}").Distinct();
        return new JsonObject
        {
            ["name"] = plan.File.Name,
            ["by"] = plan.ComparedBy,
            ["tune"] = new JsonArray([.. options.Tune.Select(name => JsonValue.Create(name))]),
            ["axes"] = new JsonArray([.. plan.File.Axes.SelectMany(axis => axis.Names).Select(name => JsonValue.Create(name))]),
            ["metrics"] = new JsonArray([.. metrics.Select(metric => JsonValue.Create(metric))]),
            ["alpha"] = options.Alpha,
            ["targets"] = new JsonArray(
                [.. options.Targets.Select(
                    target => new JsonObject { ["metric"] = target.Metric, ["value"] = JsonText.Number(target.Value) })]),
        };
    }
}
