using System.Globalization;
using Experiments.Diagnostics.Verdicts;
using Experiments.Probing;
using Experiments.Theory;
using Spectre.Console;

namespace Experiments.Cli.Terminal;

/// <summary>A probe on the terminal: a row and a bar a layer, then the verdicts.</summary>
public static class ProbeView
{
    // Below so many columns the way back gets a table of its own.
    private const int Roomy = 150;

    /// <summary>Writes a result.</summary>
    public static void Write(IAnsiConsole console, ProbeResult result)
    {
        console.MarkupLineInterpolated($"[bold]{result.FullLabel}[/] · {result.Input} · seed{(result.Seeds.Count == 1 ? "" : "s")} {Seeds(result)}");
        if (console.Profile.Width >= Roomy)
        {
            console.Write(Table(result, Forward(result), Backward(result), Units()));
        }
        else
        {
            console.Write(Table(result, Forward(result)));
            console.Write(Table(result, Backward(result)));
            console.Write(Table(result, Units()));
        }

        foreach (var note in ProbeMarkdown.Notes(result))
            console.MarkupLineInterpolated($"[dim]{note}[/]");
        foreach (var verdict in result.Verdicts)
            Write(console, verdict);
        console.WriteLine();
    }

    /// <summary>Writes a verdict, its word in a colour.</summary>
    public static void Write(IAnsiConsole console, Verdict verdict)
    {
        var color = verdict.Kind == VerdictKind.Healthy ? "green" : "yellow";
        console.MarkupLine($"[bold {color}]{verdict.Word}:[/] {verdict.Finding.EscapeMarkup()}");
        if (verdict.Remedy.Length > 0)
            console.MarkupLineInterpolated($"    {verdict.Remedy}");
    }

    private static string Seeds(ProbeResult result) => result.Seeds.Count == 1
        ? result.Seeds[0].ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{result.Seeds[0]} to {result.Seeds[^1]}");

    private static Table Table(ProbeResult result, params IReadOnlyList<Column>[] groups)
    {
        var table = new Table().Border(TableBorder.Simple).BorderStyle(new Style(decoration: Decoration.Dim));
        table.AddColumn(new TableColumn("layer").NoWrap());
        var columns = groups.SelectMany(group => group).ToList();
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column.Head) { Alignment = column.IsBar ? Justify.Left : Justify.Right }.NoWrap());
        foreach (var layer in result.Layers)
            table.AddRow([new Markup($"[bold]{layer.Name.EscapeMarkup()}[/]"), .. columns.Select(column => column.IsBar ? (Spectre.Console.Rendering.IRenderable)new Markup(column.Cell(layer)) : new Text(column.Cell(layer)))]);
        return table;
    }

    private static IReadOnlyList<Column> Forward(ProbeResult result)
    {
        var bar = SignalBar.Of(result.Layers, layer => layer.Forward, signal => signal.PreActivation.Variance);
        return
        [
            new("Var(z) predicted", layer => Band(layer.Forward)),
            new("measured", layer => ProbeText.Of(layer.Of(signal => signal.PreActivation.Variance)) + Flag(layer.InsideForward, result)),
            new("", bar.Draw) { IsBar = true },
        ];
    }

    private static IReadOnlyList<Column> Backward(ProbeResult result)
    {
        var bar = SignalBar.Of(result.Layers, layer => layer.Backward, signal => signal.PreActivationGradient.Variance);
        return
        [
            new("Var(∂L/∂z) predicted", layer => Band(layer.Backward)),
            new("measured", layer => ProbeText.Of(layer.Of(signal => signal.PreActivationGradient.Variance)) + Flag(layer.InsideBackward, result)),
            new("", bar.Draw) { IsBar = true },
        ];
    }

    private static IReadOnlyList<Column> Units() =>
    [
        new("dead", layer => ProbeText.Share(layer.Of(signal => signal.DeadShare))),
        new("satur.", layer => ProbeText.Share(layer.Of(signal => signal.SaturatedShare))),
        new("symm.", layer => ProbeText.Number(layer.Of(signal => signal.Symmetry)?.Mean)),
        new("σ₁(W)", layer => ProbeText.Number(layer.Of(signal => signal.LargestSingularValue)?.Mean)),
    ];

    private static string Band(IReadOnlyList<Predicted>? predictions) =>
        ProbedLayer.Mean(predictions) is { } predicted ? $"{ProbeText.Number(predicted.Value)} [{ProbeText.Number(predicted.Low)}, {ProbeText.Number(predicted.High)}]" : "–";

    // A measured number outside its band is no prediction confirmed.
    private static string Flag(int? inside, ProbeResult result) => inside is { } count && count < result.Seeds.Count
        ? string.Create(CultureInfo.InvariantCulture, $" ! {result.Seeds.Count - count} of {result.Seeds.Count} outside")
        : "";

    private sealed record Column(string Head, Func<ProbedLayer, string> Cell)
    {
        public bool IsBar { get; init; }
    }
}
