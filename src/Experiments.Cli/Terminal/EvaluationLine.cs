namespace Experiments.Cli.Terminal;

/// <summary>Joins the rows of one evaluation, one per split, into one line: training loss, then validation, then test.</summary>
public sealed class EvaluationLine
{
    private readonly List<EvaluationRow> _rows = [];

    /// <returns>The line of the previous evaluation if the row begins another one; otherwise null.</returns>
    public string? Add(EvaluationRow row)
    {
        var line = _rows.Count > 0 && _rows[0].Step != row.Step ? Take() : null;
        _rows.Add(row);
        return line;
    }

    /// <summary>The line of the rows so far, or null for none; the next row starts another line.</summary>
    public string? Take()
    {
        if (_rows.Count == 0)
            return null;
        var parts = _rows.Select(row => $"{Word(row.Split)} {Metrics(row)}");
        var line = $"epoch {_rows[0].Epoch.ToString("0.##", CultureInfo.InvariantCulture),-4} step {_rows[0].Step,-6} "
            + $"{string.Join("   ", parts)}";
        _rows.Clear();
        return line;
    }

    // Every split has a loss; its name is left out to keep the line short.
    private static string Metrics(EvaluationRow row) =>
        string.Join(' ', row.Metrics.Select(
            metric => metric.Name == "loss" ? $"{RunText.Number(metric.Value),-7}" : $"{metric.Name} {RunText.Number(metric.Value),-6}"));

    // During training the loss over the past batches stands for the training split.
    private static string Word(string split) => split == "train_running" ? "train" : split == "train" ? "train (evaluated)" : split;
}
