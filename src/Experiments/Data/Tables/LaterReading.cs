namespace Experiments.Data.Tables;

/// <summary>
/// Lists how the reading of a file differs from the reading in the first version of run identities. In the first version, numbers with a
/// sign were text, and equal numbers could have different labels. Later versions also read more texts as missing values. If a file has no
/// cell that is read differently, its data is the same as in the first version, so runs keep their identities.
/// </summary>
internal static class LaterReading
{
    /// <param name="table">The file, with the same columns as <paramref name="training"/>.</param>
    /// <param name="training">The file on which the columns are fitted.</param>
    public static IReadOnlyList<string> In(CsvFile table, CsvFile training, CsvOptions options, TargetColumn target, FeatureEncoder encoder)
    {
        var targetColumn = training.Column(options.Target, "data.target");
        return
        [
            .. Marks(table, options, encoder).Select(mark => $"'{mark}' is missing"),
            .. encoder.Fitted.SelectMany(column => column switch
            {
                NumberColumn number => Sign(column.Index, number.Sign),
                CategoryColumn category => Equal(column.Index, category.Labels),
                _ => [],
            }),
            .. target.Labels is { } labels ? Equal(targetColumn, labels) : Sign(targetColumn, target.Sign),
        ];

        IEnumerable<string> Cells(int column) => table.Rows.Select(row => row[column]);

        IEnumerable<string> Sign(int column, string sign) =>
            sign.Length > 0 ? [$"numbers with '{sign}' in '{training.Columns[column]}'"] : [];

        IEnumerable<string> Equal(int column, Labels labels) =>
            labels.Merged(Cells(column).Concat(training.Rows.Select(row => row[column]))) is null
                ? []
                : [$"equal numbers, such as 1 and 1.0, are one label in '{training.Columns[column]}'"];
    }

    /// <summary>Returns those cells of the features that are later texts for missing values. (In the target, such a cell is an
    /// error.)</summary>
    public static IEnumerable<string> Marks(CsvFile table, CsvOptions options, FeatureEncoder encoder) =>
        options.LaterMarks.Where(mark => encoder.Columns.Any(column => table.Rows.Any(row => row[column] == mark)));
}
