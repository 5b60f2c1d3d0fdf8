using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Writes probes as a Markdown page: the figures, then the verdicts and a table for each network.</summary>
public static class ProbeMarkdown
{
    /// <summary>Returns the page.</summary>
    /// <param name="figures">File name and title of each figure; the files are in the folder of the page.</param>
    public static string Write(IReadOnlyList<ProbeResult> results, IReadOnlyList<(string File, string Words)> figures)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture,
            $"# {ProbeFigures.NameOf(results)}: signal before training\n\nInput: {results[0].Input}. Seeds: "
                + $"{string.Join(", ", results[0].Seeds)}.\n\n");
        foreach (var (file, words) in figures)
            page.Append(CultureInfo.InvariantCulture, $"![{words}]({file})\n\n");
        foreach (var result in results)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {result.FullLabel}\n\n");
            foreach (var verdict in result.Verdicts)
                page.Append($"- **{verdict.Word}**: {verdict.Finding} {verdict.Remedy}".TrimEnd() + "\n");
            page.Append("\n| | layer | std | Var(z) predicted | measured | inside | Var(∂L/∂z) predicted | measured | inside | "
                + "c predicted | measured | dead | saturated | symmetry | σ₁(W) |\n");
            page.Append("| ---: | --- |" + string.Concat(Enumerable.Repeat(" ---: |", 13)) + "\n");
            foreach (var layer in result.Layers)
                page.Append("| " + string.Join(" | ", Cells(result, layer)) + " |\n");
            foreach (var note in Notes(result).Concat(MeanFieldText.Of(result)))
                page.Append(CultureInfo.InvariantCulture, $"\n{note}\n");
            page.Append('\n');
        }

        return page.ToString().TrimEnd() + "\n";
    }

    /// <summary>Returns the layers at which predictions restart or are missing, with one sentence per reason.</summary>
    public static IEnumerable<string> Notes(ProbeResult result) =>
        Grouped(result, layer => layer.ForwardNote, "The forward prediction")
            .Concat(Grouped(result, layer => layer.BackwardNote, "The backward prediction"));

    private static IEnumerable<string> Grouped(ProbeResult result, Func<ProbedLayer, string?> note, string begin) => result.Layers
        .Where(layer => note(layer) is not null)
        .GroupBy(layer => note(layer)!)
        .Select(group => $"{begin} at {Names([.. group.Select(layer => layer.Name)])} {group.Key}.");

    // Shortens the list of names, because a deep network has too many.
    private static string Names(IReadOnlyList<string> names) =>
        names.Count <= 4
            ? string.Join(", ", names)
            : string.Create(CultureInfo.InvariantCulture, $"{names[0]}, {names[1]} … {names[^1]} ({names.Count} layers)");

    private static IEnumerable<string> Cells(ProbeResult result, ProbedLayer layer) =>
    [
        (layer.Depth + 1).ToString(CultureInfo.InvariantCulture), layer.Name, ProbeText.Number(layer.Weight.Std),
        Band(ProbedLayer.Mean(layer.Forward)), ProbeText.Of(layer.Of(signal => signal.PreActivation.Variance)),
        Inside(layer.InsideForward, result),
        Band(ProbedLayer.Mean(layer.Backward)), ProbeText.Of(layer.Of(signal => signal.PreActivationGradient.Variance)),
        Inside(layer.InsideBackward, result),
        ProbeText.Correlation(layer.PredictedCorrelation),
        ProbeText.Correlation(layer.Of(signal => signal.InputCorrelation)?.Mean),
        ProbeText.Share(layer.Of(signal => signal.DeadShare)), ProbeText.Share(layer.Of(signal => signal.SaturatedShare)),
        ProbeText.Number(layer.Of(signal => signal.Symmetry)?.Mean),
        ProbeText.Number(layer.Of(signal => signal.LargestSingularValue)?.Mean),
    ];

    private static string Band(Predicted? predicted) =>
        predicted is null || double.IsNaN(predicted.Value)
            ? "–"
            : $"{ProbeText.Number(predicted.Value)} ({ProbeText.Number(predicted.Low)} to {ProbeText.Number(predicted.High)})";

    private static string Inside(int? inside, ProbeResult result) =>
        inside is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} of {result.Seeds.Count}") : "–";
}
