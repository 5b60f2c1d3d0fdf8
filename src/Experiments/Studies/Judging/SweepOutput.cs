using Experiments.Comparison;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Judging;

/// <summary>Output of a sweep, read from its run folders.</summary>
internal sealed class SweepOutput(string folder, string study) : IStudyOutput
{
    /// <summary>Quantity that is 1 for a diverged run and 0 otherwise.</summary>
    public const string Diverged = "diverged";

    private readonly IReadOnlyList<RunResult> _runs = RunReader.Read([folder], []).Runs;

    /// <inheritdoc/>
    public Readings Find(ValuePath path)
    {
        var runs = _runs.Where(run => LabelOf(run) == path.Label).ToList();
        return runs.Count > 0
            ? new Readings(runs.ToDictionary(run => run.Seed, run => Value(run, path)), null)
            : throw Labels.Unknown(path.Label, [.. _runs.Select(LabelOf).Distinct()]);
    }

    private static string LabelOf(RunResult run) => string.Join(", ", run.Coordinates.Values);

    private double Value(RunResult run, ValuePath path)
    {
        if (path.Layer is not null)
            return Signal(run, path.Source == ValueSource.Initial).Find(path);
        if (path.Quantity == Diverged)
            return run.IsDiverged ? 1 : 0;
        var metrics = path.Source == ValueSource.Initial ? run.Initial : run.Final;
        if (metrics.TryGetValue(path.Quantity, out var value))
            return value;
        if (run.IsDiverged)
            return double.NaN;
        List<string> known = [.. metrics.Keys, Diverged];
        throw new FormatException($"the runs have no metric '{path.Quantity}' ({string.Join(", ", known)})"
            + Names.DidYouMean(path.Quantity, known));
    }

    private LayerTable Signal(RunResult run, bool initial)
    {
        var file = Path.Combine(run.Folder, "signal.jsonl");
        if (!File.Exists(file))
            throw new FormatException("the runs have no signal.jsonl; set diagnostics.every_steps in the config");
        var rows = StoredRows.Read(file, study);
        var step = initial ? rows.Min(row => (long)row["step"]!) : rows.Max(row => (long)row["step"]!);
        return new LayerTable([.. rows.Where(row => (long)row["step"]! == step).OrderBy(row => (int)row["depth"]!)]);
    }
}
