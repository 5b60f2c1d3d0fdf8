namespace Experiments.Cli.Terminal;

/// <summary>Joins the rows of one evaluation, one per split, into one line: training loss, then validation, then test.</summary>
/// <param name="format">Formats the rows; null for plain text, as in a log.</param>
public sealed class EvaluationLine(Func<IReadOnlyList<EvaluationRow>, string>? format = null)
{
    private readonly List<EvaluationRow> _rows = [];

    /// <returns>The line of the previous evaluation if the row begins a new evaluation; otherwise null.</returns>
    public string? Add(EvaluationRow row)
    {
        var line = _rows.Count > 0 && _rows[0].Step != row.Step ? Take() : null;
        _rows.Add(row);
        return line;
    }

    /// <summary>Returns the line of the collected rows; null without rows. The next row starts a new line.</summary>
    public string? Take()
    {
        if (_rows.Count == 0)
            return null;
        var line = (format ?? Plain)(_rows);
        _rows.Clear();
        return line;
    }

    private static string Plain(IReadOnlyList<EvaluationRow> rows) =>
        $"epoch {rows[0].Epoch.ToString("0.##", CultureInfo.InvariantCulture),-4} step {rows[0].Step,-6} "
            + string.Join("   ", rows.Select(row => $"{Word(row.Split)} {Metrics(row)}"));

    // Leaves out the word 'loss' to keep the line short, because every split has a loss.
    private static string Metrics(EvaluationRow row) =>
        string.Join(' ', row.Metrics.Select(
            metric => metric.Name == "loss" ? $"{RunText.Number(metric.Value),-7}" : $"{metric.Name} {RunText.Number(metric.Value),-6}"));

    // During training, the training loss is the mean over the past batches.
    private static string Word(string split) => split == "train_running" ? "train" : split == "train" ? "train (evaluated)" : split;
}
