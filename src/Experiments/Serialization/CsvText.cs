namespace Experiments.Serialization;

/// <summary>How tables are written as CSV (RFC 4180), with commas and line feeds alone.</summary>
public static class CsvText
{
    /// <summary>The lines of a table, each with its line feed; a field is quoted where it has to be.</summary>
    public static string Of(IEnumerable<IEnumerable<string>> lines) => string.Concat(lines.Select(line => string.Join(',', line.Select(Field)) + "\n"));

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
