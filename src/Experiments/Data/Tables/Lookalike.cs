namespace Experiments.Data.Tables;

/// <summary>Finds text columns that look like numbers or dates, and suggests a remedy.</summary>
/// <param name="Row">First row with a cell that looks like a number or a date.</param>
/// <param name="What">Description of the cell in this row.</param>
/// <param name="Remedy">Advice, as an imperative.</param>
/// <param name="IsOddCell">Whether the column would contain only numbers without this cell and a few others.</param>
internal sealed partial record Lookalike(int Row, string What, string Remedy, bool IsOddCell = false)
{
    private const int ShareOfOthers = 10;

    /// <summary>Describes a text column that looks like numbers or dates; null if it looks like text.</summary>
    /// <param name="content">The column's content, which is text.</param>
    public static Lookalike? Of(CsvFile table, int column, ReadOnlySpan<long> rows, CellReader reader, ColumnContent content)
    {
        if (content.Present == 0)
            return null;
        var readings = Readings(table, column, rows, reader);
        if (readings.FirstOrDefault(reading => reading.Content.IsNumbers).Reader is { } whole)
            return OtherNotation(content, whole);
        if (content.IsNearlyNumbers)
            return FewOddCells(table, column, reader, content);
        if (readings.FirstOrDefault(reading => reading.Content.IsNearlyNumbers).Reader is { } nearly)
            return OtherNotation(content, nearly);
        if (First(cell => reader.TryAmount(cell, out _, out _), table, column, rows, reader) >= 0)
            return new Lookalike(content.FirstOdd, "has a different unit sign (such as $ or %) from other numbers of the column",
                "Write all numbers with the same sign");
        if (First(Date().IsMatch, table, column, rows, reader) is >= 0 and var date)
            return new Lookalike(date, "looks like a date, and dates are not read as numbers",
                "Replace the dates by numbers, such as a year or a number of days");
        return First(Unit().IsMatch, table, column, rows, reader) is >= 0 and var unit && HasOneUnit(table, column, rows)
            ? new Lookalike(unit, "looks like a number with a unit", "Remove the unit from the cells")
            : null;
    }

    private static Lookalike OtherNotation(ColumnContent content, CellReader reader) => new(content.FirstOdd,
        $"is a number only with {reader.Keys}", $"Set {reader.Keys}");

    private static Lookalike FewOddCells(CsvFile table, int column, CellReader reader, ColumnContent content)
    {
        var others = content.Odd == 1 ? "is the only cell" : string.Create(CultureInfo.InvariantCulture, $"is one of {content.Odd} cells");
        var cell = table.Rows[content.FirstOdd][column];
        var other = reader.Others.FirstOrDefault(other => other.TryAmount(cell, out _, out _));
        return new Lookalike(content.FirstOdd,
            string.Create(CultureInfo.InvariantCulture,
                $"{others} that {(content.Odd == 1 ? "is" : "are")} not a number (the other {content.Numbers} are)"),
            other is null ? "Correct the cell" : $"Correct the cell (a number only with {other.Keys}, but other cells contradict this)",
            IsOddCell: true);
    }

    private static List<(CellReader Reader, ColumnContent Content)> Readings(CsvFile table, int column, ReadOnlySpan<long> rows,
        CellReader reader)
    {
        var readings = new List<(CellReader, ColumnContent)>();
        foreach (var other in reader.Others)
            if (First(cell => other.TryAmount(cell, out _, out _), table, column, rows, reader) >= 0)
                readings.Add((other, ColumnContent.Of(table, column, rows, other)));
        return readings;
    }

    /// <summary>Returns the first row whose cell passes a test, if at most one cell fails for every ten cells that pass; otherwise
    /// -1.</summary>
    private static int First(Predicate<string> test, CsvFile table, int column, ReadOnlySpan<long> rows, CellReader reader)
    {
        var (first, passed, failed, most) = (int.MaxValue, 0, 0, rows.Length / (ShareOfOthers + 1));
        foreach (var row in rows)
        {
            var cell = table.Rows[(int)row][column];
            if (reader.IsMissing(cell))
                continue;
            if (test(cell))
                (first, passed) = (Math.Min(first, (int)row), passed + 1);
            else if (++failed > most)
                return -1;
        }
        return passed > 0 && failed <= passed / ShareOfOthers ? first : -1;
    }

    private static bool HasOneUnit(CsvFile table, int column, ReadOnlySpan<long> rows)
    {
        string? unit = null;
        foreach (var row in rows)
            if (Unit().Match(table.Rows[(int)row][column]) is { Success: true } match && (unit ??= match.Groups["unit"].Value)
                != match.Groups["unit"].Value)
                return false;
        return true;
    }

    // Matches 2024-01-31, 31.01.2024, 1/31/24, 2024-01-31T12:00:00Z, 2024-01, 2024Q2, 31.01.24 (1.2.3 is a version), 12:30, 31 Jan 2024,
    // January 31, 2024
    [GeneratedRegex(
        @"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{2}|\d{2}\.\d{2}\.\d{2}"
            + @"|\d{4}-\d{2}|\d{4}-?Q[1-4]|\d{1,2}:\d{2}"
            + @"|\d{1,2}[- .]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- .,]+\d{2,4}"
            + @"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- .]+\d{1,2}[, ]+\d{4})"
            + @"([T ]\d{1,2}:\d{2})?(:\d{2}(\.\d+)?)?( ?[ap]m)?(Z| ?[+-]\d{2}:?\d{2})?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"^((?<unit>[A-Z]{3}) [+-]?\d[\d.,]*|[+-]?\d[\d.,]* ?(?<unit>[\p{L}°µ/²³]{1,6}))$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Unit();
}
