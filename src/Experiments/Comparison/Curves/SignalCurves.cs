using Experiments.Statistics;

namespace Experiments.Comparison.Curves;

/// <summary>For each layer quantity in <c>signal.jsonl</c>, computes the median over the runs at a few training steps.</summary>
public static class SignalCurves
{
    // Largest number of lines in a panel.
    private const int MostMoments = 5;

    /// <summary>Returns the curves of each label for each quantity; empty if no run measured its signal.</summary>
    /// <param name="by">Coordinate of the labels.</param>
    /// <param name="quantities">Keys of <c>signal.jsonl</c>. Pass all keys in one call: each call reads all files.</param>
    /// <exception cref="InputException">A file of a run can't be read.</exception>
    public static IReadOnlyList<IReadOnlyList<SignalCurve>> Of(IReadOnlyList<RunResult> runs, IReadOnlyList<string> labels, string by,
        IReadOnlyList<string> quantities)
    {
        var files = runs.ToLookup(run => run.Coordinates[by], run => Path.Combine(run.Folder, "signal.jsonl"));
        var rows = labels.Select(label => Read([.. files[label]], quantities)).ToList();
        return [.. quantities.Select(
            (_, quantity) => (IReadOnlyList<SignalCurve>)[.. labels.SelectMany((label, place) => Curves(label, quantity, rows[place]))])];
    }

    private static IEnumerable<SignalCurve> Curves(string label, int quantity, IReadOnlyList<Row> rows) => rows
        .Where(row => !double.IsNaN(row.Values[quantity]))
        .GroupBy(row => row.Step).OrderBy(moment => moment.Key)
        .Select(moment => new SignalCurve(label, moment.Key,
            [.. moment.GroupBy(row => row.Depth).OrderBy(layer => layer.Key)
                .Select(layer => (layer.Key, Median(layer.Select(row => row.Values[quantity]))))]));

    private static double Median(IEnumerable<double> values) => Sample.Quantile([.. values.Order()], 0.5);

    private static List<Row> Read(IReadOnlyList<string> files, IReadOnlyList<string> quantities)
    {
        var moments = Moments(files);
        var names = quantities.Select(Encoding.UTF8.GetBytes).ToArray();
        var rows = new List<Row>[files.Count];
        Parallel.For(0, files.Count, i =>
        {
            var found = rows[i] = [];
            MetricLines.Each(files[i], line =>
            {
                if (RowOf(line, moments, names) is { } row)
                    found.Add(row);
            });
        });
        return [.. rows.SelectMany(found => found)];
    }

    // Steps at which every run that was still training has a measurement. Runs may measure at different steps, and a run that ended early
    // has only the first steps. Rows of all other steps are dropped, so that the needed memory does not grow with the number of runs.
    private static HashSet<long> Moments(IReadOnlyList<string> files)
    {
        var measured = new SortedSet<long>[files.Count];
        Parallel.For(0, files.Count, i =>
        {
            var steps = measured[i] = [];
            MetricLines.Each(files[i], line => steps.Add(StepOf(line)));
        });
        var shared = Shared([.. measured.Where(steps => steps.Count > 0)]);
        return [.. Enumerable.Range(0, Math.Min(MostMoments, shared.Count))
            .Select(i => shared[shared.Count <= MostMoments ? i : (int)Math.Round(i * (shared.Count - 1.0) / (MostMoments - 1))])];
    }

    private static List<long> Shared(IReadOnlyList<SortedSet<long>> measured)
    {
        var runs = measured.SelectMany(steps => steps).GroupBy(step => step).ToDictionary(step => step.Key, step => step.Count());
        var ends = measured.Select(steps => steps.Max).Order().ToList();
        var (over, shared) = (0, new List<long>());
        foreach (var (step, count) in runs.OrderBy(pair => pair.Key))
        {
            while (ends[over] < step)
                over++;
            if (count == ends.Count - over)
                shared.Add(step);
        }
        return shared;
    }

    private static long StepOf(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isStep = reader.ValueTextEquals("step");
            reader.Read();
            if (isStep)
                return reader.GetInt64();
            reader.Skip();
        }

        return 0;
    }

    private static Row? RowOf(ReadOnlyMemory<byte> line, HashSet<long> moments, byte[][] names)
    {
        // A line begins with its step, so for most lines it is enough to read one number.
        var step = StepOf(line);
        if (!moments.Contains(step))
            return null;
        var row = new Row(step, 0, [.. names.Select(_ => double.NaN)]);
        var reader = new Utf8JsonReader(line.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isDepth, quantity) = (reader.ValueTextEquals("depth"), IndexOf(ref reader, names));
            reader.Read();
            if (isDepth)
                row = row with { Depth = reader.GetInt32() };
            else if (quantity >= 0)
                row.Values[quantity] = MetricLines.Number(ref reader) ?? double.NaN;
            else
                reader.Skip();
        }

        return row;
    }

    private static int IndexOf(ref Utf8JsonReader reader, byte[][] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
                return i;
        }

        return -1;
    }

    // A value that is missing in the line is NaN.
    private readonly record struct Row(long Step, int Depth, double[] Values);
}
