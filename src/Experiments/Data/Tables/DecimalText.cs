namespace Experiments.Data.Tables;

/// <summary>Returns the same text for all notations of a number: <c>1</c> for <c>1</c>, <c>1.0</c>, <c>01</c> and <c>1e0</c>.</summary>
internal static partial class DecimalText
{
    // Largest number of zeros. A number that needs more zeros is written with an exponent.
    private const int LongestTail = 30;

    /// <summary>Returns the shortest text of a number; null if the text is not a finite decimal number. The method works on the digits, so
    /// that two different long identifiers have different texts even if both round to the same double.</summary>
    /// <param name="text">A number in the notation of the invariant culture.</param>
    public static string? Shortest(string text)
    {
        var match = Parts().Match(text);
        if (!match.Success || match.Groups["whole"].Length + match.Groups["fraction"].Length == 0)
            return null;
        var exponent = 0;
        if (match.Groups["exponent"].Success
            && !int.TryParse(match.Groups["exponent"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return null;
        var digits = (match.Groups["whole"].Value + match.Groups["fraction"].Value).TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
            return "0";
        var power = (long)exponent - match.Groups["fraction"].Length + (digits.Length - significant.Length);
        return (match.Groups["sign"].Value == "-" ? "-" : "") + Plain(significant, power);
    }

    // Writes significant · 10^power.
    private static string Plain(string significant, long power)
    {
        if (power is > LongestTail or < -LongestTail)
            return string.Create(CultureInfo.InvariantCulture, $"{significant}e{power}");
        if (power >= 0)
            return significant + new string('0', (int)power);
        var places = (int)-power;
        return significant.Length > places
            ? $"{significant[..^places]}.{significant[^places..]}"
            : $"0.{new string('0', places - significant.Length)}{significant}";
    }

    [GeneratedRegex(@"^\s*(?<sign>[+-]?)(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?([eE](?<exponent>[+-]?[0-9]+))?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
