namespace Experiments.Data.Tables;

/// <summary>
/// One-hot encoding: a 0/1 feature for each category of the training rows, in ordinal order. A missing value is also a category if the
/// training rows contain a missing value. An unknown category is encoded as zeros (scikit-learn's
/// <c>OneHotEncoder(handle_unknown="ignore")</c>). In a column of numbers, cells with equal numbers belong to the same category.
/// </summary>
internal sealed class CategoryColumn : FeatureColumn
{
    /// <summary>Largest number of categories of a column. A column with more categories probably contains identifiers or free text, and the
    /// model would become a look-up table.</summary>
    private const int MaximumCategories = 1_000;

    private readonly CellReader _reader;

    private CategoryColumn(int index, Labels labels, CellReader reader)
        : base(index) => (Labels, _reader) = (labels, reader);

    public Labels Labels { get; }

    /// <inheritdoc/>
    public override int Width => Labels.Names.Count;

    /// <param name="content">The column's content.</param>
    /// <exception cref="InputException">There are more than a thousand categories.</exception>
    public static CategoryColumn Fit(CsvFile table, int index, ReadOnlySpan<long> rows, CellReader reader, ColumnContent content)
    {
        var cells = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
            cells.Add(Category(table.Rows[(int)row][index], reader));
        var labels = Labels.Create(cells, reader, content, names => names.Order(StringComparer.Ordinal));
        if (labels.Names.Count > MaximumCategories)
            throw new InputException(
                $"{table.Path}: the column '{table.Columns[index]}' has {labels.Names.Count} categories in the training rows, more "
                    + $"than the limit of {MaximumCategories}; if the column is an identifier or free text, name the column in "
                        + "data.ignore.");
        return new CategoryColumn(index, labels, reader);
    }

    public override void Write(CsvFile table, int row, Span<double> features)
    {
        features.Clear();
        if (Labels.Find(Category(table.Rows[row][Index], _reader)) is >= 0 and var position)
            features[position] = 1;
    }

    /// <inheritdoc/>
    public override string PyTorch(string name, IEnumerable<string> cells) =>
        $"category({name}, {Labels.PyTorch(cells.Select(cell => Category(cell, _reader)))})";

    /// <exception cref="InputException">The column has values, but none of them is a category of the training rows.</exception>
    public void RequireMatch(CsvFile table)
    {
        const int most = 3;
        var present = Enumerable.Range(0, table.Rows.Count).Where(row => !_reader.IsMissing(table.Rows[row][Index])).ToList();
        // True if the column had no values in training; the network then learnt nothing from it.
        var hasNone = Labels.Names is [""];
        if (hasNone || present.Count == 0 || present.Exists(row => Unknown(table, row) is null))
            return;
        var known = string.Join(", ", Labels.Names.Take(most).Select(name => $"'{name}'")) + (Labels.Names.Count > most ? ", …" : "");
        throw new InputException($"{table.Said(present[0], Index, $"is not a category of the training rows ({known})")} No row of the file "
            + "has a known category in this column; write the categories as in training, or leave unknown cells empty.");
    }

    /// <summary>Returns the category of a row if it does not occur in the training rows, otherwise null. The category of a missing value is
    /// the empty text.</summary>
    public string? Unknown(CsvFile table, int row) =>
        Category(table.Rows[row][Index], _reader) is var category && Labels.Find(category) >= 0 ? null : category;

    private static string Category(string cell, CellReader reader) => reader.IsMissing(cell) ? "" : cell;
}
