using System.Globalization;
using Experiments.Training;

namespace Experiments.Cli.Terminal;

/// <summary>Gathers the rows of one evaluation, a split each, into one line: training loss, then validation, then test.</summary>
public sealed class EvaluationLine
{
    private readonly List<EvaluationRow> _rows = [];

    /// <summary>Takes a row.</summary>
    /// <returns>The line of the evaluation before, when the row is the first of another one; otherwise null.</returns>
    public string? Add(EvaluationRow row)
    {
        var line = _rows.Count > 0 && _rows[0].Step != row.Step ? Take() : null;
        _rows.Add(row);
        return line;
    }

    /// <summary>The line of what was gathered, or null where nothing was; the next row starts another.</summary>
    public string? Take()
    {
        if (_rows.Count == 0)
            return null;
        var parts = _rows.Select(row => $"{Word(row.Split)} {Metrics(row)}");
        var line = $"epoch {_rows[0].Epoch.ToString("0.##", CultureInfo.InvariantCulture),-4} step {_rows[0].Step,-6} {string.Join("   ", parts)}";
        _rows.Clear();
        return line;
    }

    // The loss is what every split has; its name is left out, so that a line stays a line.
    private static string Metrics(EvaluationRow row) =>
        string.Join(' ', row.Metrics.Select(metric => metric.Name == "loss" ? $"{RunText.Number(metric.Value),-7}" : $"{metric.Name} {RunText.Number(metric.Value),-6}"));

    // While it trains, the loss over the batches gone by stands for the training split.
    private static string Word(string split) => split == "train_running" ? "train" : split == "train" ? "train (evaluated)" : split;
}
