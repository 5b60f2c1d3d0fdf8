namespace Experiments.Comparison.Curves;

/// <summary>Reads single fields from JSON Lines files without building objects, because one figure may read thousands of files.</summary>
internal static class MetricLines
{
    /// <summary>Returns the evaluations of one metric on one split, by step; empty if the file is missing. If the loss of an evaluation is
    /// not finite, the other metrics of this evaluation are meaningless, so their value is NaN.</summary>
    /// <exception cref="InputException">A complete line is not a JSON object.</exception>
    public static IReadOnlyList<(long Step, double Value)> Read(string path, string split, string metric)
    {
        var found = new List<(long, double)>();
        Each(path, line =>
        {
            if (Evaluation(line, split, metric) is { } evaluation)
                found.Add(evaluation);
        });
        return found;
    }

    /// <summary>Passes each complete line to <paramref name="read"/>. A last line without a line feed is skipped, because a process is
    /// still writing this line.</summary>
    /// <exception cref="InputException">A complete line is not a JSON object.</exception>
    public static void Each(string path, Action<ReadOnlyMemory<byte>> read)
    {
        if (!File.Exists(path))
            return;
        ReadOnlyMemory<byte> rest = File.ReadAllBytes(path);
        var line = 1;
        try
        {
            for (int end; (end = rest.Span.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..], line++)
                read(rest[..end]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"The file '{path}' is damaged: line {line} is not a JSON object of names and numbers."));
        }
    }

    /// <summary>Reads a number, or one of the three names of non-finite doubles. Returns null for a JSON null.</summary>
    public static double? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.Null => null,
        _ => JsonText.ReadName(reader.GetString()),
    };

    private static (long Step, double Value)? Evaluation(ReadOnlyMemory<byte> line, string split, string metric)
    {
        var reader = new Utf8JsonReader(line.Span);
        (long Step, double? Value, double Loss, bool IsOf) found = (0, null, 0, false);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isStep, isSplit, isMetric) = (reader.ValueTextEquals("step"), reader.ValueTextEquals("split"),
                reader.ValueTextEquals(metric));
            var isLoss = !isMetric && reader.ValueTextEquals("loss");
            reader.Read();
            if (isStep)
                found.Step = reader.GetInt64();
            else if (isSplit)
                found.IsOf = reader.ValueTextEquals(split);
            else if (isMetric)
                found.Value = Number(ref reader);
            else if (isLoss)
                found.Loss = Number(ref reader) ?? 0;
            else
                reader.Skip();
        }

        return found is { IsOf: true, Value: { } value } ? (found.Step, double.IsFinite(found.Loss) ? value : double.NaN) : null;
    }
}
