using System.Text.Encodings.Web;

namespace Experiments.Serialization;

/// <summary>
/// Writes JSON for records, independent of the culture. Numbers have enough digits to restore the same double. The three doubles that JSON
/// can't represent become the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>, which Python's <c>float()</c> reads.
/// </summary>
public static class JsonText
{
    private const long LargestExact = 9_007_199_254_740_991;

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Pretty = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true };

    /// <summary>Returns a number, or the name of a double that JSON can't represent.</summary>
    public static JsonNode Number(double value) => value switch
    {
        double.NaN => JsonValue.Create("NaN"),
        double.PositiveInfinity => JsonValue.Create("Infinity"),
        double.NegativeInfinity => JsonValue.Create("-Infinity"),
        _ => JsonValue.Create(value),
    };

    /// <summary>Reads a number written by <see cref="Number"/>.</summary>
    /// <exception cref="FormatException">The node is neither a number nor one of the three names.</exception>
    public static double ReadNumber(JsonNode node) => node.GetValueKind() == JsonValueKind.Number
        ? node.GetValue<double>()
        : ReadName(node.ToString());

    /// <summary>Returns the double of one of the three names.</summary>
    /// <exception cref="FormatException">The text is not one of the three names.</exception>
    public static double ReadName(string? name) => name switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new FormatException($"'{name}' is not a number."),
    };

    /// <summary>Returns the double of a number that was created from any of C#'s number types.</summary>
    /// <exception cref="ArgumentException">The value is an integer beyond ±(2^53 - 1), or not a number.</exception>
    public static double ToDouble(JsonValue value)
    {
        if (value.TryGetValue<JsonElement>(out var element))
            return element.GetDouble();
        if (value.TryGetValue<double>(out var number))
            return number;
        if (value.TryGetValue<int>(out var small))
            return small;
        if (value.TryGetValue<long>(out var large) && large is >= -LargestExact and <= LargestExact)
            return large;
        throw new ArgumentException($"{value} is beyond ±(2^53 - 1), or has a type that JSON numbers cannot represent exactly.",
            nameof(value));
    }

    public static string Line(JsonNode node) => node.ToJsonString(OneLine);

    /// <summary>Formats the node on several lines, for people, with a line feed at the end.</summary>
    public static string Document(JsonNode node) => node.ToJsonString(Pretty).ReplaceLineEndings("\n") + "\n";
}
