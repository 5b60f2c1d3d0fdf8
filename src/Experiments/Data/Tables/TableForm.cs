namespace Experiments.Data.Tables;

/// <summary>Properties of table files that decide how Python reads them.</summary>
/// <param name="Strips">Whether white space around cells is removed.</param>
/// <param name="HasLongCells">Whether a cell is longer than Python's csv module allows.</param>
/// <param name="HasMarks">Whether a byte order mark of UTF-16 or UTF-32 names the encoding.</param>
internal readonly record struct TableForm(bool Strips, bool HasLongCells, bool HasMarks)
{
    // The field_size_limit of Python's csv module, in characters.
    private const int LongestCell = 131_072;

    /// <exception cref="InputException">Python can't read the file as it is read here.</exception>
    public static TableForm Of(CsvOptions options, DataFile file, CsvFile table)
    {
        var stored = StoredFile.Read(file.Path);
        var raw = CsvFile.Read(stored, options.Delimiter[0], options.Header, trims: false);
        return new TableForm(IsStripped(raw, table), raw.Rows.Append(raw.Columns).Any(row => row.Any(cell => cell.Length > LongestCell)),
            HasMark(stored));
    }

    /// <summary>Returns what a script needs that reads two files with one function.</summary>
    public static TableForm operator |(TableForm one, TableForm other) =>
        new(one.Strips | other.Strips, one.HasLongCells | other.HasLongCells, one.HasMarks | other.HasMarks);

    // White space is removed around cells without quotation marks, but Python's csv module does not say which cells have them.
    private static bool IsStripped(CsvFile raw, CsvFile table)
    {
        if (IsSame(raw, table, cell => cell))
            return false;
        return IsSame(raw, table, cell => cell.Trim())
            ? true
            : throw new InputException($"data.path: '{table.Path}' can't be exported to PyTorch, because it has white space both inside "
                + "quotation marks and around cells without them. Remove the white space around cells.");
    }

    private static bool IsSame(CsvFile raw, CsvFile table, Func<string, string> change) =>
        raw.Columns.Select(change).SequenceEqual(table.Columns) && raw.Rows.Count == table.Rows.Count
        && raw.Rows.Zip(table.Rows).All(pair => pair.First.Select(change).SequenceEqual(pair.Second));

    private static bool HasMark(StoredFile file)
    {
        using var text = new StreamReader(file.Open(), Encoding.UTF8);
        text.Peek();
        return text.CurrentEncoding.CodePage != Encoding.UTF8.CodePage;
    }
}
