namespace Experiments.Data.Tables;

/// <summary>All features of a table, fitted on the training rows only.</summary>
internal sealed class FeatureEncoder
{
    // Number of categories above which the program warns, because such a column usually contains identifiers, dates or amounts.
    private const int ManyCategories = 50;

    private readonly IReadOnlyList<FeatureColumn> _columns;

    private FeatureEncoder(IReadOnlyList<FeatureColumn> columns, IReadOnlyList<string> warnings)
    {
        _columns = columns;
        Warnings = warnings;
        Width = columns.Sum(column => column.Width);
    }

    /// <summary>Number of features per example.</summary>
    public int Width { get; }

    public IReadOnlyList<FeatureColumn> Fitted => _columns;

    /// <summary>Indices of the encoded columns.</summary>
    public IEnumerable<int> Columns => _columns.Select(column => column.Index);

    public string InWords
    {
        get
        {
            var numbers = _columns.Count(column => column is NumberColumn);
            return string.Create(CultureInfo.InvariantCulture,
                $"{Width} features from {_columns.Count} columns: {numbers} of numbers, {_columns.Count - numbers} of categories");
        }
    }

    /// <summary>Warnings about columns that the user may want to be read differently.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Fits each column, in the table's order.</summary>
    /// <exception cref="InputException">A column is not usable as a feature.</exception>
    public static FeatureEncoder Fit(CsvFile table, IReadOnlyList<int> columns, ReadOnlySpan<long> rows, FeatureOptions options)
    {
        if (columns.Count == 0)
            throw new InputException($"{table.Path}: there is no feature column: every column is the target or in data.ignore.");
        var (fitted, warnings) = (new List<FeatureColumn>(columns.Count), new List<string>());
        foreach (var column in columns)
        {
            var content = ColumnContent.Of(table, column, rows, options.Reader);
            var isCategorical = options.Categorical.Contains(table.Columns[column]);
            fitted.Add(content.IsNumbers && !isCategorical
                ? NumberColumn.Fit(table, column, rows, content.Sign, options)
                : CategoryColumn.Fit(table, column, rows, options.Reader, content));
            if (!isCategorical && Remark(table, column, rows, content, options.Reader) is { } remark)
                warnings.Add(remark);
            if (fitted[^1] is CategoryColumn { Labels: var labels } && labels.Merged(Cells(table, column, rows)) is var (one, other))
                warnings.Add($"{table.Path}: in the column '{table.Columns[column]}', categories that are equal as numbers, such as "
                    + $"'{one}' and '{other}', count as one category.");
            if (fitted[^1] is CategoryColumn { Width: > ManyCategories and var width })
                warnings.Add($"{table.Path}: the column '{table.Columns[column]}' becomes {width} features, one for each category; if "
                    + "the column is an identifier or free text, name the column in data.ignore.");
        }
        return new FeatureEncoder(fitted, warnings);
    }

    /// <summary>Returns the features of some rows, row by row. No feature may exceed <paramref name="limit"/>, the maximum of the run's
    /// precision.</summary>
    /// <exception cref="InputException">A cell doesn't fit its column.</exception>
    public double[] Encode(CsvFile table, ReadOnlySpan<long> rows, double limit)
    {
        var size = (long)rows.Length * Width;
        if (size > Array.MaxLength)
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"{table.Path}: {rows.Length} rows of {Width} features exceed the limit of {Array.MaxLength} numbers."));
        var values = new double[size];
        for (var i = 0; i < rows.Length; i++)
            Encode(table, (int)rows[i], limit, values.AsSpan(i * Width, Width));
        return values;
    }

    /// <summary>Returns a sentence that lists the categories of a table that do not occur in the training rows; empty if all categories
    /// occur there.</summary>
    /// <exception cref="InputException">No value of a column is a category of the training rows.</exception>
    public IReadOnlyList<string> Compare(CsvFile table)
    {
        const int most = 5;
        foreach (var column in _columns.OfType<CategoryColumn>())
            column.RequireMatch(table);
        var unknown = _columns.OfType<CategoryColumn>()
            .Select(column => (Name: table.Columns[column.Index],
                Cells: Enumerable.Range(0, table.Rows.Count).Select(row => column.Unknown(table, row)).OfType<string>().ToList()))
            .Where(column => column.Cells.Count > 0).ToList();
        if (unknown.Count == 0)
            return [];
        var named = unknown.Take(most)
            .Select(column => $"'{column.Name}' in {column.Cells.Count} of {table.Rows.Count} rows (first: '{column.Cells[0]}')");
        var more = unknown.Count > most ? $" and {unknown.Count - most} more" : "";
        return [$"{table.Path}: {unknown.Count} of {_columns.Count} columns contain categories that do not occur in the training rows; "
            + $"the network ignores these categories: {string.Join(", ", named)}{more}."];
    }

    private static List<string> Cells(CsvFile table, int column, ReadOnlySpan<long> rows)
    {
        var cells = new List<string>(rows.Length);
        foreach (var row in rows)
            cells.Add(table.Rows[(int)row][column]);
        return cells;
    }

    // Describes how a column was read, if the user may want it to be read differently.
    private static string? Remark(CsvFile table, int column, ReadOnlySpan<long> rows, ColumnContent content, CellReader reader)
    {
        if (content.IsNumbers)
            return content.Sign.Length == 0 ? null : table.Said(content.FirstSigned, column,
                $"is read as a number, and '{content.Sign}' is ignored in all cells of the column; name the column in data.categorical "
                    + "if it holds categories");
        return Lookalike.Of(table, column, rows, reader, content) is { } look
            ? $"{table.Said(look.Row, column, $"{look.What}, so the column is read as categories")} {look.Remedy}, "
                + $"{(look.IsOddCell ? "name its text in data.missing_values, " : "")}leave the column out with data.ignore, or name the "
                + "column in data.categorical if it holds categories."
            : null;
    }

    private void Encode(CsvFile table, int row, double limit, Span<double> features)
    {
        foreach (var column in _columns)
        {
            column.Write(table, row, features[..column.Width]);
            if (!(Math.Abs(features[0]) <= limit))
                throw table.Mistake(row, column.Index, "is too large for the run's precision");
            features = features[column.Width..];
        }
    }
}
