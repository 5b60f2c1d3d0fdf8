namespace Experiments.Data.Tables;

/// <summary>Parses cells. Numbers have the notation of the invariant culture; the machine's culture does not matter.</summary>
internal static class Cells
{
    private static readonly string[] s_notFinite = ["nan", "inf", "infinity", "∞"];

    /// <summary>Parses a number; NaN and the infinities count as numbers.</summary>
    public static bool TryNumber(string cell, out double value)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        value = double.NaN;
        return s_notFinite.Contains(cell.Trim().TrimStart('+', '-'), StringComparer.OrdinalIgnoreCase);
    }
}
