namespace Experiments.Data.Tables;

/// <summary>Reads cells with given texts for missing values and a given notation of numbers.</summary>
/// <param name="missing">Texts that mean a missing value.</param>
/// <param name="point">The decimal mark.</param>
/// <param name="thousands">Separator between groups of three digits; empty without a separator.</param>
internal sealed class CellReader(IReadOnlySet<string> missing, char point = '.', string thousands = "")
{
    // Characters that spreadsheets and word processors insert instead of a typed space or apostrophe.
    private static readonly Dictionary<string, string> s_alike = new() { [" "] = " \u00A0\u202F\u2009", ["'"] = "'’" };

    private static readonly (char Point, string Thousands)[] s_notations =
        [('.', ""), ('.', ","), (',', ""), (',', "."), ('.', " "), (',', " "), ('.', "'"), (',', "'")];

    private readonly string _separators = s_alike.GetValueOrDefault(thousands, thousands);

    /// <summary>Whether numbers are written as in the invariant culture.</summary>
    public bool IsPlain { get; } = point == '.' && thousands.Length == 0;

    /// <summary>Arguments of <c>--set</c> that select this notation.</summary>
    public string Keys => IsPlain
        ? "data.decimal=\".\" and data.thousands=\"\""
        : string.Join(" and ", new[]
        {
            point == '.' ? "" : $"data.decimal=\"{point}\"", thousands.Length == 0 ? "" : $"data.thousands=\"{thousands}\"",
        }.Where(key => key.Length > 0));

    /// <summary>Readers with other notations of numbers, the most likely notation first.</summary>
    public IEnumerable<CellReader> Others => s_notations.Where(other => other != (point, thousands))
        .Select(other => new CellReader(missing, other.Point, other.Thousands));

    public bool IsMissing(string cell) => missing.Contains(cell);

    /// <summary>Reads a number without a unit; NaN and the infinities count as numbers.</summary>
    public bool TryNumber(string cell, out double value)
    {
        value = double.NaN;
        return Invariant(cell) is { } text && Cells.TryNumber(text, out value);
    }

    /// <summary>Reads a number, alone or with a percent or currency sign.</summary>
    /// <param name="value">The number before or after the sign: 5 for <c>5%</c>.</param>
    /// <param name="sign">The sign; empty for a number without a sign.</param>
    public bool TryAmount(string cell, out double value, out string sign)
    {
        if (TryNumber(cell, out value))
        {
            sign = "";
            return true;
        }
        (var bare, sign) = Split(cell);
        return sign.Length > 0 && TryNumber(bare, out value) && double.IsFinite(value);
    }

    /// <summary>Returns a text that is the same for all cells with equal numbers in the same unit. If the cell is not a number, returns the
    /// cell.</summary>
    /// <param name="unit">Sign of the column. A number without a sign gets the column's sign, unless the sign is %.</param>
    public string Key(string cell, string unit)
    {
        var (bare, sign) = Split(cell);
        if (Invariant(bare) is not { } text || DecimalText.Shortest(text) is not { } number)
            return cell;
        return number + (ColumnContent.Belongs(sign, unit) ? unit : sign);
    }

    private static (string Bare, string Sign) Split(string cell)
    {
        var text = cell.Trim();
        if (text.Length < 2)
            return (text, "");
        if (IsSign(text[^1]))
            return (text[..^1].TrimEnd(), text[^1].ToString());
        var start = text[0] is '+' or '-' ? 1 : 0;
        return text.Length > start + 1 && text[start] != '%' && IsSign(text[start])
            ? (text[..start] + text[(start + 1)..].TrimStart(), text[start].ToString())
            : (text, "");
    }

    private static bool IsSign(char character) => character == '%' || char.GetUnicodeCategory(character) == UnicodeCategory.CurrencySymbol;

    // Returns the number in the notation of the invariant culture; null if the separators are misplaced.
    private string? Invariant(string cell)
    {
        if (IsPlain)
            return cell;
        if (point != '.' && _separators != "." && cell.Contains('.', StringComparison.Ordinal))
            return null;
        var end = cell.IndexOfAny([point, 'e', 'E']);
        var (whole, rest) = end < 0 ? (cell, "") : (cell[..end], cell[end..]);
        if (whole.AsSpan().ContainsAny(_separators))
        {
            var groups = whole.TrimStart('+', '-').Split(_separators.ToCharArray());
            if (groups[0].Length is 0 or > 3 || !groups.All(IsDigits) || groups.Skip(1).Any(group => group.Length != 3))
                return null;
            whole = whole.StartsWith('-') ? "-" + string.Concat(groups) : string.Concat(groups);
        }
        return rest.AsSpan().ContainsAny(_separators) ? null : whole + (rest.StartsWith(point) ? "." + rest[1..] : rest);
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
