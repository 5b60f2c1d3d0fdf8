namespace Experiments.Serialization;

/// <summary>Writes tables as CSV (RFC 4180), with commas and line feeds.</summary>
public static class CsvText
{
    /// <summary>Returns the lines, each with a line feed. A field is quoted only if RFC 4180 requires quotes.</summary>
    public static string Of(IEnumerable<IEnumerable<string>> lines) =>
        string.Concat(lines.Select(line => string.Join(',', line.Select(Field)) + "\n"));

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
