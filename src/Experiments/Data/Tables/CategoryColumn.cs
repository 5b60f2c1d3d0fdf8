namespace Experiments.Data.Tables;

/// <summary>
/// One-hot encoding: a 0/1 feature for each category of the training rows, in ordinal order. A missing value is a category too if the
/// training rows have one; an unknown category is all zeros (scikit-learn's <c>OneHotEncoder(handle_unknown="ignore")</c>).
/// </summary>
internal sealed class CategoryColumn : FeatureColumn
{
    /// <summary>More categories than this indicate an identifier or free text, and would make the model a look-up table.</summary>
    private const int MaximumCategories = 1_000;

    private readonly Dictionary<string, int> _positions;
    private readonly IReadOnlySet<string> _missing;

    private CategoryColumn(int index, Dictionary<string, int> positions, IReadOnlySet<string> missing)
        : base(index)
    {
        _positions = positions;
        _missing = missing;
    }

    /// <inheritdoc/>
    public override int Width => _positions.Count;

    /// <exception cref="InputException">There are more than a thousand.</exception>
    public static CategoryColumn Fit(CsvFile table, int index, ReadOnlySpan<long> rows, FeatureOptions options)
    {
        var categories = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
            categories.Add(Category(table.Rows[(int)row][index], options.MissingValues));
        if (categories.Count > MaximumCategories)
            throw new InputException(
                $"{table.Path}: the column '{table.Columns[index]}' has {categories.Count} categories in the training rows, and "
                    + $"{MaximumCategories} is the most; if it is an identifier or free text, name it in data.ignore.");
        return new CategoryColumn(index,
            categories.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal),
            options.MissingValues);
    }

    public override void Write(CsvFile table, int row, Span<double> features)
    {
        features.Clear();
        if (_positions.TryGetValue(Category(table.Rows[row][Index], _missing), out var position))
            features[position] = 1;
    }

    /// <summary>Returns the category of a row if the training rows lack it, else null; a missing value is the empty text.</summary>
    public string? Unknown(CsvFile table, int row) =>
        Category(table.Rows[row][Index], _missing) is var category && _positions.ContainsKey(category) ? null : category;

    private static string Category(string cell, IReadOnlySet<string> missing) => missing.Contains(cell) ? "" : cell;
}
