using Experiments.Data;
using Experiments.Experiment;
using Experiments.Options.Reading;
using Experiments.Training;

namespace Experiments.Sweeps;

/// <summary>
/// Resolves and checks every cell of a sweep before the first cell starts. The planner makes the same checks as <c>run</c> before its first
/// step, including building the model. Cells that differ only in the seed are checked once.
/// </summary>
public static class SweepPlanner
{
    // Largest number of error messages. Many cells can have the same mistake, so more messages would not help.
    private const int MostMistakes = 20;

    /// <param name="roots">Folders to search for data.</param>
    /// <param name="machine">Devices that the cells can use.</param>
    /// <param name="beforeReading">Called once per data set before the data set is read, to download a missing data set. May be
    /// null.</param>
    /// <param name="onChecked">Called with the number of checked points and the number of all points. May be null.</param>
    /// <exception cref="InputException">A cell is wrong, an axis has no effect, or two cells are the same run.</exception>
    /// <exception cref="MissingException">The data set is not on this machine.</exception>
    public static SweepPlan Plan(SweepFile sweep, IReadOnlyList<string> roots, SweepMachine machine,
        Action<DataOptions>? beforeReading = null, Action<int, int>? onChecked = null)
    {
        var points = Expansion.Of(sweep);
        var configs = Resolve(sweep, points);
        var plans = new CellPlan[points.Count];
        var mistakes = new List<string>();
        var done = 0;
        foreach (var group in Enumerable.Range(0, points.Count).GroupBy(i => DataKey(configs[i])))
        {
            beforeReading?.Invoke(configs[group.First()].Config.Data);
            using var data = LoadData(configs[group.First()], roots);
            var built = new Dictionary<string, long>();
            foreach (var i in group)
            {
                plans[i] = Check(points[i], configs[i], data, machine, built, mistakes)!;
                onChecked?.Invoke(++done, plans.Length);
            }
        }
        if (mistakes.Count > 0)
            throw new InputException([.. mistakes.Distinct().Take(MostMistakes)]);
        Duplicates.Refuse(sweep, plans);
        CompareCheck.Refuse(sweep, plans);
        return new SweepPlan(sweep, plans, Cells(sweep, plans));
    }

    private static ResolvedConfig[] Resolve(SweepFile sweep, IReadOnlyList<SweepPoint> points)
    {
        var mistakes = new MistakeList();
        var configs = points.Select(point => sweep.Layers.Resolve(point.Values.SelectMany(value => value.Layers), mistakes)).ToArray();
        mistakes.ThrowIfAny();
        return configs!;
    }

    private static DataSplits LoadData(ResolvedConfig resolved, IReadOnlyList<string> roots) => OutOfMemory.InWords(
        "data", () => resolved.Config.Data.Load(new DataContext(roots, CPU, Preparation.PrecisionOf(resolved.Config))));

    private static CellPlan? Check(SweepPoint point, ResolvedConfig config, DataSplits data, SweepMachine machine,
        Dictionary<string, long> built, List<string> mistakes)
    {
        try
        {
            var device = machine.DeviceOf(config.Config.Device);
            using var scope = NewDisposeScope();
            using var prepared = Preparation.Sharing(config, data, Devices.OfType(device));
            var key = ModelKey(config);
            if (!built.TryGetValue(key, out var parameters))
                built[key] = parameters = ParametersOf(prepared);
            return new CellPlan(point.InWords, point.Coordinates, config, prepared.Identity, device, prepared.Plan.TotalSteps,
                prepared.Plan.Select, Measured(prepared)) { Parameters = parameters };
        }
        catch (InputException refusal)
        {
            mistakes.AddRange(refusal.Mistakes.Select(mistake => $"cell {point.InWords}: {mistake}"));
            return null;
        }
        catch (MissingException missing)
        {
            throw new MissingException($"cell {point.InWords}: {missing.Message}");
        }
    }

    private static long ParametersOf(Preparation prepared)
    {
        using var model = prepared.Build().Model;
        return model.parameters(recurse: true).Sum(parameter => parameter.numel());
    }

    private static List<string> Measured(Preparation prepared)
    {
        var (plan, data) = (prepared.Plan, prepared.Data);
        var splits = new[] { plan.Config.Training.EvalTrain ? "train" : null, data.Validation?.Name, data.Test?.Name }.OfType<string>();
        return [.. splits.SelectMany(split => plan.Metrics.Select(metric => $"{split}.{metric}"))];
    }

    private static string DataKey(ResolvedConfig config) => CanonicalJson.Serialize(config.Document["data"]) + config.Config.Precision;

    // Returns a text that contains all parts of a config on which the model and its initialisation plan depend.
    private static string ModelKey(ResolvedConfig config) =>
        string.Join('\n', new[] { "model", "init", "precision", "data", "training" }
            .Select(key => CanonicalJson.Serialize(config.Document[key])));

    private static List<Cell> Cells(SweepFile sweep, IReadOnlyList<CellPlan> plans)
    {
        var cells = new List<Cell>();
        foreach (var plan in plans)
        {
            foreach (var seed in sweep.Seeds ?? [plan.Config.Config.Seed])
                cells.Add(new Cell(cells.Count, plan, seed));
        }
        return cells;
    }
}
