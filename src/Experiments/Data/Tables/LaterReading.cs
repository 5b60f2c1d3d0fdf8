namespace Experiments.Data.Tables;

/// <summary>
/// Lists what the first version of identities read otherwise in a file: marks of missing values that were text, numbers with a sign that
/// were text, labels of equal numbers that were apart. A file without any is the data that it was, so its runs keep their identities.
/// </summary>
internal static class LaterReading
{
    /// <param name="table">The file; its columns are those of <paramref name="training"/>.</param>
    /// <param name="training">The file that the columns are fitted on.</param>
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
                : [$"equal numbers are one label in '{training.Columns[column]}'"];
    }

    /// <summary>Returns the marks among the cells of the features; the target has none, or is refused.</summary>
    public static IEnumerable<string> Marks(CsvFile table, CsvOptions options, FeatureEncoder encoder) =>
        options.LaterMarks.Where(mark => encoder.Columns.Any(column => table.Rows.Any(row => row[column] == mark)));
}
