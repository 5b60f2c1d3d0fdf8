namespace Experiments.Data.Tables;

/// <summary>
/// Content of a column of features or targets: numbers or text. A column contains numbers if all cells with a value are numbers without a
/// sign or with the same sign (%, $, €). A percentage and a number without % do not have the same unit.
/// </summary>
/// <param name="Present">Cells with a value.</param>
/// <param name="Numbers">Cells that are numbers of one unit.</param>
/// <param name="Sign">Sign of these numbers; empty if they have no sign.</param>
/// <param name="FirstOdd">First row whose cell has a value but is not one of these numbers; -1 if there is no such row.</param>
/// <param name="FirstSigned">First row whose number has the sign; -1 if there is no such row.</param>
internal sealed record ColumnContent(int Present, int Numbers, string Sign, int FirstOdd, int FirstSigned)
{
    // Typing mistakes are rare. If every tenth cell is a word, the words are intended.
    private const int ShareOfOddCells = 10;

    private const string Percent = "%";

    private const string Word = "word";

    public int Odd => Present - Numbers;

    public bool IsNumbers => Present > 0 && Odd == 0;

    /// <summary>Whether the cells that are not numbers look like mistakes: there is at most one of them for ten numbers.</summary>
    public bool IsNearlyNumbers => Present > 0 && Odd <= Numbers / ShareOfOddCells;

    public bool IsMostlyNumbers => Numbers > Odd;

    public static ColumnContent Of(CsvFile table, int column, ReadOnlySpan<long> rows, CellReader reader)
    {
        var kinds = new Dictionary<string, (int Count, int First)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var cell = table.Rows[(int)row][column];
            if (reader.IsMissing(cell))
                continue;
            var kind = reader.TryAmount(cell, out _, out var sign) ? sign : Word;
            var (count, first) = kinds.GetValueOrDefault(kind, (0, int.MaxValue));
            kinds[kind] = (count + 1, Math.Min(first, (int)row));
        }

        var unit = kinds.Keys.Where(kind => kind != Word).Order(StringComparer.Ordinal).MaxBy(Together) ?? "";
        var odd = kinds.Where(kind => !Belongs(kind.Key, unit)).Select(kind => kind.Value.First).DefaultIfEmpty(-1).Min();
        return new ColumnContent(kinds.Values.Sum(kind => kind.Count), Together(unit), unit, odd,
            unit.Length > 0 ? kinds[unit].First : -1);

        int Together(string sign) => kinds.Where(kind => Belongs(kind.Key, sign)).Sum(kind => kind.Value.Count);
    }

    /// <summary>Tests whether a number with the sign <paramref name="kind"/> belongs to a column with the sign
    /// <paramref name="sign"/>.</summary>
    public static bool Belongs(string kind, string sign) => kind == sign || (kind.Length == 0 && sign != Percent);
}
