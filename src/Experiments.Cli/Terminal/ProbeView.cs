using Spectre.Console.Rendering;

namespace Experiments.Cli.Terminal;

/// <summary>Prints a probe: a row and a bar per layer, then the verdicts.</summary>
public static class ProbeView
{
    private const int LongestSentence = 10_000;

    // Levels of detail. The view tries these levels in order, until the table fits the terminal.
    private static readonly Detail[] s_details = [new(Bar: 18, HasError: true), new(Bar: 10, HasError: true), new(Bar: 0, HasError: true),
        new(Bar: 0, HasError: false)];

    public static void Write(IAnsiConsole console, ProbeResult result)
    {
        console.MarkupLineInterpolated(
            $"[bold]{result.FullLabel}[/] · {result.Input} · seed{(result.Seeds.Count == 1 ? "" : "s")} {Seeds(result)}");
        WriteTables(console, result);
        Unbroken(console, () =>
        {
            foreach (var note in ProbeMarkdown.Notes(result).Concat(MeanFieldText.Of(result)))
                console.MarkupLineInterpolated($"[dim]{note}[/]");
            foreach (var verdict in result.Verdicts)
                Write(console, verdict);
        });
        console.WriteLine();
    }

    // In a pipe or a file, a sentence stays on one line for programs such as grep.
    private static void Unbroken(IAnsiConsole console, Action write)
    {
        var width = console.Profile.Width;
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = LongestSentence;
        write();
        console.Profile.Width = width;
    }

    public static void Write(IAnsiConsole console, Verdict verdict)
    {
        console.MarkupLine($"[bold {ColorOf(verdict)}]{verdict.Word}:[/] {verdict.Finding.EscapeMarkup()}");
        if (verdict.Remedy.Length > 0)
            console.MarkupLineInterpolated($"    {verdict.Remedy}");
    }

    internal static string ColorOf(Verdict verdict) => verdict.Kind == VerdictKind.Healthy ? "green" : "yellow";

    private static string Seeds(ProbeResult result) => result.Seeds.Count == 1
        ? result.Seeds[0].ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{result.Seeds[0]} to {result.Seeds[^1]}");

    // Writes one table if it fits. If it does not fit, writes three tables: for the forward pass, the backward pass and the units.
    private static void WriteTables(IAnsiConsole console, ProbeResult result)
    {
        IReadOnlyList<Column> whole = [.. Forward(result, s_details[0]), .. Backward(result, s_details[0]), .. Units()];
        if (Fits(whole))
            console.Write(Table(result, whole));
        else
        {
            Fitting(detail => Forward(result, detail));
            Fitting(detail => Backward(result, detail));
            Fitting(_ => Units());
        }

        void Fitting(Func<Detail, IReadOnlyList<Column>> make)
        {
            if (s_details.Select(make).FirstOrDefault(Fits) is { } columns)
                console.Write(Table(result, columns));
            else
                WriteNarrow(console, result, make(s_details[^1]));
        }

        bool Fits(IReadOnlyList<Column> columns) =>
            ((IRenderable)Table(result, columns)).Measure(RenderOptions.Create(console), int.MaxValue / 2).Max <= console.Profile.Width;
    }

    // Writes long layer names above the numbers.
    private static void WriteNarrow(IAnsiConsole console, ProbeResult result, IReadOnlyList<Column> columns)
    {
        var table = new FittingTable("layer");
        foreach (var column in columns)
            table.Column(column.Head);
        foreach (var layer in result.Layers)
            table.Row($"[bold]{RunText.Invariant(layer.Depth + 1)} {layer.Name.EscapeMarkup()}[/]",
                columns.Select(column => column.Cell(layer).EscapeMarkup()));
        table.Write(console);
    }

    private static Table Table(ProbeResult result, IReadOnlyList<Column> columns)
    {
        var table = new Table().Border(TableBorder.Simple).BorderStyle(new Style(decoration: Decoration.Dim));
        table.AddColumn(new TableColumn("") { Alignment = Justify.Right }.NoWrap());
        table.AddColumn(new TableColumn("layer").NoWrap());
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column.Head) { Alignment = column.IsBar ? Justify.Left : Justify.Right }.NoWrap());
        foreach (var layer in result.Layers)
            table.AddRow([new Text((layer.Depth + 1).ToString(CultureInfo.InvariantCulture)),
                new Markup($"[bold]{layer.Name.EscapeMarkup()}[/]"),
                .. columns.Select(column => column.IsBar ? (IRenderable)new Markup(column.Cell(layer)) : new Text(column.Cell(layer)))]);
        return table;
    }

    private static List<Column> Forward(ProbeResult result, Detail detail) =>
        Way(result, detail, "Var(z) predicted", layer => layer.Forward, layer => layer.InsideForward,
            signal => signal.PreActivation.Variance);

    private static List<Column> Backward(ProbeResult result, Detail detail) =>
        Way(result, detail, "Var(∂L/∂z) predicted", layer => layer.Backward, layer => layer.InsideBackward,
            signal => signal.PreActivationGradient.Variance);

    private static List<Column> Way(
        ProbeResult result, Detail detail, string head, Func<ProbedLayer, IReadOnlyList<Predicted>?> predicted,
        Func<ProbedLayer, int?> inside, Func<LayerSignal, double> measured)
    {
        var columns = new List<Column>
        {
            new(head, layer => Band(predicted(layer))),
            new("measured", layer => Measured(layer.Of(signal => measured(signal)), detail) + Flag(inside(layer), result)),
        };
        if (detail.Bar > 0)
            columns.Add(new Column("", SignalBar.Of(result.Layers, predicted, measured, detail.Bar).Draw) { IsBar = true });
        return columns;
    }

    private static string Measured(Estimate? estimate, Detail detail) =>
        detail.HasError ? ProbeText.Of(estimate) : ProbeText.Number(estimate?.Mean);

    private static IReadOnlyList<Column> Units() =>
    [
        new("dead", layer => ProbeText.Share(layer.Of(signal => signal.DeadShare))),
        new("satur.", layer => ProbeText.Share(layer.Of(signal => signal.SaturatedShare))),
        new("c predicted", layer => ProbeText.Correlation(layer.PredictedCorrelation)),
        new("c", layer => ProbeText.Correlation(layer.Of(signal => signal.InputCorrelation)?.Mean)),
        new("symm.", layer => ProbeText.Number(layer.Of(signal => signal.Symmetry)?.Mean)),
        new("σ₁(W)", layer => ProbeText.Number(layer.Of(signal => signal.LargestSingularValue)?.Mean)),
    ];

    private static string Band(IReadOnlyList<Predicted>? predictions) =>
        ProbedLayer.Mean(predictions) is { } predicted && !double.IsNaN(predicted.Value)
            ? $"{ProbeText.Number(predicted.Value)} [{ProbeText.Number(predicted.Low)}, {ProbeText.Number(predicted.High)}]"
            : "–";

    // Marks a measured number outside the predicted band. With several seeds, shows the number of seeds outside the band.
    private static string Flag(int? inside, ProbeResult result) => inside is not { } count || count == result.Seeds.Count
        ? ""
        : result.Seeds.Count == 1 ? " !" : string.Create(CultureInfo.InvariantCulture, $" !{result.Seeds.Count - count}");

    private readonly record struct Detail(int Bar, bool HasError);

    private sealed record Column(string Head, Func<ProbedLayer, string> Cell)
    {
        public bool IsBar { get; init; }
    }
}
