using CsvHelper;

namespace Experiments.Data.Tables;

/// <summary>Cells of a CSV file (RFC 4180 with any delimiter) as text, with the line number of each row.</summary>
/// <param name="Path">Path for error messages.</param>
/// <param name="Columns">Column names; without a header line, the columns' numbers, from 0.</param>
/// <param name="Rows">Rows, each with one cell per column.</param>
/// <param name="Lines">Number of the first line of each row; the file's first line is 1.</param>
internal sealed record CsvFile(string Path, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows, IReadOnlyList<long> Lines)
{
    /// <summary>Maximum number of columns. A file with more columns is probably not a table.</summary>
    public const int MaximumColumns = 10_000;

    public const int MaximumRows = 10_000_000;

    /// <summary>Maximum number of characters of a table after decompression.</summary>
    public const long MaximumCharacters = 1L << 30;

    private const int MaximumRecordBytes = 1 << 24;

    /// <summary>Reads a table from a gzip or plain file, in UTF-8 or the encoding of its byte order mark.</summary>
    /// <param name="trims">Whether to remove white space around cells without quotation marks.</param>
    /// <exception cref="InputException">The file is damaged, not text, empty or too large, or its rows differ in length; the message names
    /// file and line.</exception>
    public static CsvFile Read(StoredFile file, char delimiter, bool header, bool trims = true)
    {
        try
        {
            using var text = new StreamReader(file.Open(),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            using var guarded = new GuardedReader(text, file.Path, delimiter, MaximumColumns, MaximumCharacters);
            using var reader = CsvReader.Create(guarded, new CsvReaderOptions
            {
                Separator = delimiter,
                HasHeader = false,
                TrimWhitespace = trims,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                MaxRecordSize = MaximumRecordBytes,
                PoolStrings = true,
            });
            return Read(reader, file.Path, delimiter, header);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{file.Path}: the file is not text in UTF-8.");
        }
        catch (CsvFormatException exception)
        {
            throw new InputException(
                $"{file.Path}{(exception.LineNumber > 0 ? FormattableString.Invariant($", line {exception.LineNumber}") : "")}: "
                    + $"{WithoutPlace(exception.Message).TrimEnd('.')}.");
        }
    }

    /// <summary>Returns the index of a column.</summary>
    /// <param name="key">Config key that names the column, for the message.</param>
    /// <exception cref="InputException">The table has no such column.</exception>
    public int Column(string name, string key)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i] == name)
                return i;
        var nearest = Names.DidYouMean(name, Columns);
        throw new InputException($"{key}: {Path} has no column '{name}'{(nearest.Length > 0 ? nearest : $"; it has {Some()}.")}");
    }

    /// <summary>Creates an error about a cell. The message states file, line, column, content and problem.</summary>
    public InputException Mistake(int row, int column, string what) =>
        new(Said(row, column, what));

    /// <summary>Returns the message of <see cref="Mistake"/>, for a warning.</summary>
    public string Said(int row, int column, string what) =>
        $"{Path}, line {Lines[row]}, column '{Columns[column]}': '{Shortened(Rows[row][column])}' {what}.";

    private string Some() =>
        string.Join(", ", Columns.Take(10).Select(column => $"'{column}'")) + (Columns.Count > 10 ? $" and {Columns.Count - 10} more" : "");

    private static string Shortened(string cell) => cell.Length <= 40 ? cell : cell[..40] + "…";

    private static CsvFile Read(CsvReader reader, string path, char delimiter, bool header)
    {
        if (!reader.Read())
            throw new InputException($"{path}: the file has no lines.");
        var columns = header
            ? Header(reader, path)
            : [.. Enumerable.Range(0, reader.FieldCount).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        if (reader.FieldCount == 1 && OtherDelimiter(reader.GetString(0)) is { } other)
            throw new InputException(
                $"{path}, line {reader.LineNumber}: there is only one column, because data.delimiter is {InWords(delimiter)}; the line "
                    + $"seems to use {InWords(other)}. Set data.delimiter to {InWords(other)}.");
        var (rows, lines) = (new List<string[]>(), new List<long>());
        for (var more = !header || reader.Read(); more; more = reader.Read())
        {
            if (reader.FieldCount != columns.Length)
                throw new InputException(
                    $"{path}, line {reader.LineNumber}: {reader.FieldCount} {(reader.FieldCount == 1 ? "cell" : "cells")}, but "
                        + $"there are {columns.Length} columns.");
            if (rows.Count == MaximumRows)
                throw new InputException($"{path}: the file has more than {MaximumRows} rows, which is the limit.");
            rows.Add(Cells(reader));
            lines.Add(reader.LineNumber);
        }
        return rows.Count > 0
            ? new CsvFile(path, columns, rows, lines)
            : throw new InputException($"{path}: the file has a header line and no rows.");
    }

    private static string[] Header(CsvReader reader, string path)
    {
        var columns = Cells(reader);
        var unnamed = Array.FindIndex(columns, string.IsNullOrWhiteSpace);
        if (unnamed >= 0)
            throw new InputException(
                $"{path}, line {reader.LineNumber}: column {unnamed + 1} has no name (in pandas, write the file with index=False).");
        var twice = columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? columns
            : throw new InputException(
                $"{path}, line {reader.LineNumber}: the column '{twice.Key}' occurs {twice.Count()} times; rename all but one.");
    }

    private static char? OtherDelimiter(string line) =>
        new[] { ';', '\t', '|', ',' }.Where(line.Contains).Select(found => (char?)found).FirstOrDefault();

    private static string InWords(char delimiter) => delimiter == '\t' ? "a tab" : $"'{delimiter}'";

    // Removes the numbers of record and line from the beginning of CsvHelper's messages.
    private static string WithoutPlace(string message) =>
        Regex.Replace(message, @"^Malformed CSV in record \d+ \(line \d+\): ", "", RegexOptions.CultureInvariant);

    private static string[] Cells(CsvReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = reader.GetString(i);
        return cells;
    }
}
