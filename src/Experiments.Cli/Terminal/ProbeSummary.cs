namespace Experiments.Cli.Terminal;

/// <summary>Prints several probes, one row each: verdict, first affected layer and the main numbers.</summary>
public static class ProbeSummary
{
    public static void Write(IAnsiConsole console, IReadOnlyList<ProbeResult> results)
    {
        var table = new FittingTable("").Column("verdict", Justify.Left).Column("from layer", Justify.Left).Column("Var(z)")
            .Column("Var(∂L/∂z)").Column("dead");
        foreach (var result in results)
            table.Row($"[bold]{result.FullLabel.EscapeMarkup()}[/]", Verdict(result), From(result).EscapeMarkup(),
                Ends(result, signal => signal.PreActivation.Variance), Ends(result, signal => signal.PreActivationGradient.Variance),
                Dead(result));
        table.Write(console);
        Note(console, "Var: measured in the first → the last layer. dead: largest share of dead units in a layer.");
        if (results.Any(result => result.Verdicts.Count > 1))
            Note(console, "+1: the network has one more verdict. The tables below list all verdicts.");
        console.WriteLine();
    }

    private static void Note(IAnsiConsole console, string sentence)
    {
        foreach (var line in Lines.For(console, sentence))
            console.MarkupLineInterpolated($"[dim]{line}[/]");
    }

    // The first verdict is the most important verdict.
    private static string Verdict(ProbeResult result)
    {
        if (result.Verdicts.Count == 0)
            return "–";
        var more = result.Verdicts.Count > 1 ? $" +{RunText.Invariant(result.Verdicts.Count - 1)}" : "";
        return $"[{ProbeView.ColorOf(result.Verdicts[0])}]{result.Verdicts[0].Word}[/]{more}";
    }

    private static string From(ProbeResult result) => result.Verdicts.Count > 0 && result.Verdicts[0].Layer is { } layer ? layer : "–";

    private static string Ends(ProbeResult result, Func<LayerSignal, double?> number) => result.Layers.Count == 0
        ? "–"
        : $"{ProbeText.Number(result.Layers[0].Of(number)?.Mean)} → {ProbeText.Number(result.Layers[^1].Of(number)?.Mean)}";

    private static string Dead(ProbeResult result) => ProbeText.Share(result.Layers
        .Select(layer => layer.Of(signal => signal.DeadShare)).MaxBy(share => share?.Mean));
}
