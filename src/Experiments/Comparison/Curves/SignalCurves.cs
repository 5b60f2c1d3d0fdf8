using System.Text.Json;
using Experiments.Statistics;

namespace Experiments.Comparison.Curves;

/// <summary>Medians over the runs of what <c>signal.jsonl</c> says of each layer, at a few moments of training.</summary>
public static class SignalCurves
{
    // As many lines as one panel can hold.
    private const int MostMoments = 5;

    /// <summary>The curves of each label; none where no run measured its signal.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="labels">The labels, in order.</param>
    /// <param name="by">The coordinate that has them.</param>
    /// <param name="quantity">A key of <c>signal.jsonl</c>.</param>
    /// <exception cref="Configuration.InputException">A file of a run can't be read.</exception>
    public static IReadOnlyList<SignalCurve> Of(IReadOnlyList<RunResult> runs, IReadOnlyList<string> labels, string by, string quantity)
    {
        var rows = new List<(long Step, int Depth, double Value)>[runs.Count];
        Parallel.For(0, runs.Count, i => rows[i] = Read(Path.Combine(runs[i].Folder, "signal.jsonl"), quantity));
        var byLabel = Enumerable.Range(0, runs.Count).ToLookup(i => runs[i].Coordinates[by]);
        return [.. labels.SelectMany(label => Curves(label, byLabel[label].SelectMany(i => rows[i]).ToList()))];
    }

    private static IEnumerable<SignalCurve> Curves(string label, IReadOnlyList<(long Step, int Depth, double Value)> rows)
    {
        var moments = rows.GroupBy(row => row.Step).OrderBy(moment => moment.Key).ToList();
        return Thinning.Of(moments, MostMoments).Select(moment => new SignalCurve(label, moment.Key, [.. moment.GroupBy(row => row.Depth).OrderBy(layer => layer.Key).Select(layer => (layer.Key, Median(layer.Select(row => row.Value))))]));
    }

    private static double Median(IEnumerable<double> values) => Sample.Quantile([.. values.Order()], 0.5);

    private static List<(long Step, int Depth, double Value)> Read(string path, string quantity)
    {
        var rows = new List<(long, int, double)>();
        MetricLines.Each(path, line =>
        {
            if (Row(line, quantity) is { } row)
                rows.Add(row);
        });
        return rows;
    }

    private static (long Step, int Depth, double Value)? Row(ReadOnlyMemory<byte> line, string quantity)
    {
        var reader = new Utf8JsonReader(line.Span);
        (long Step, int Depth, double? Value) row = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isStep, isDepth, isQuantity) = (reader.ValueTextEquals("step"), reader.ValueTextEquals("depth"), reader.ValueTextEquals(quantity));
            reader.Read();
            if (isStep)
                row.Step = reader.GetInt64();
            else if (isDepth)
                row.Depth = reader.GetInt32();
            else if (isQuantity)
                row.Value = MetricLines.Number(ref reader);
            else
                reader.Skip();
        }

        return row.Value is { } value && !double.IsNaN(value) ? (row.Step, row.Depth, value) : null;
    }
}
