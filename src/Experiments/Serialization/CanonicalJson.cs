namespace Experiments.Serialization;

/// <summary>
/// JSON in its canonical form (RFC 8785, the JSON Canonicalization Scheme): no white space, keys sorted by UTF-16 code units, numbers as
/// ECMAScript writes them. Equal values give equal bytes, so their digests can be compared.
/// </summary>
public static class CanonicalJson
{
    /// <exception cref="ArgumentException">A number is not finite, an integer exceeds ±(2^53 - 1), or a string contains an unpaired
    /// surrogate.</exception>
    public static string Serialize(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    /// <exception cref="ArgumentException">For the same reasons as in <see cref="Serialize"/>.</exception>
    public static byte[] SerializeToUtf8(JsonNode? node) => Encoding.UTF8.GetBytes(Serialize(node));

    /// <summary>Formats a number as ECMAScript's Number::toString does: with the fewest digits from which the same double can be
    /// read.</summary>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException("JSON numbers must be finite.", nameof(value));
        if (value == 0)
            return "0"; // RFC 8785 section 3.2.2.3 also writes -0 as 0.
        var (digits, point) = ShortestDigits(Math.Abs(value));
        return (value < 0 ? "-" : "") + Place(digits, point);
    }

    // Returns the fewest digits from which the same double can be read; the value is 0.digits × 10^point.
    private static (string Digits, int Point) ShortestDigits(double value)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = parts.Length == 2 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var whole = parts[0].Split('.')[0].Length;
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        return (significant.TrimEnd('0'), whole - (digits.Length - significant.Length) + exponent);
    }

    // Carries out steps 6 to 12 of ECMA-262 Number::toString, with n = point and k = digits.Length.
    private static string Place(string digits, int point)
    {
        if (digits.Length <= point && point <= 21)
            return digits.PadRight(point, '0');
        if (point is > 0 and <= 21)
            return $"{digits[..point]}.{digits[point..]}";
        if (point is > -6 and <= 0)
            return "0." + new string('0', -point) + digits;
        var exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return digits.Length == 1 ? $"{digits}e{exponent}" : $"{digits[..1]}.{digits[1..]}e{exponent}";
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendAll(text, '{', '}', members.OrderBy(member => member.Key, StringComparer.Ordinal), member =>
                {
                    AppendText(text, member.Key);
                    text.Append(':');
                    Append(text, member.Value);
                });
                break;
            case JsonArray items:
                AppendAll(text, '[', ']', items, item => Append(text, item));
                break;
            case JsonValue value:
                AppendValue(text, value);
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(',');
            first = false;
            append(item);
        }
        text.Append(close);
    }

    private static void AppendValue(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                AppendText(text, value.GetValue<string>());
                break;
            case JsonValueKind.Number:
                text.Append(Number(JsonText.ToDouble(value)));
                break;
            default:
                text.Append(value.GetValueKind() == JsonValueKind.True ? "true" : "false");
                break;
        }
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsSurrogate(c) && (i + 1 >= value.Length || !char.IsSurrogatePair(c, value[i + 1])))
                throw new ArgumentException("A string contains an unpaired surrogate, which is not valid text.", nameof(value));
            if (char.IsSurrogate(c))
                text.Append(c).Append(value[++i]);
            else
                AppendEscaped(text, c);
        }
        text.Append('"');
    }

    private static void AppendEscaped(StringBuilder text, char c)
    {
        var simple = c switch { '"' => '"', '\\' => '\\', '\b' => 'b', '\t' => 't', '\n' => 'n', '\f' => 'f', '\r' => 'r', _ => '\0' };
        if (simple != '\0')
            text.Append('\\').Append(simple);
        else if (c < ' ')
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        else
            text.Append(c);
    }
}
