namespace Experiments.Cli.Terminal;

/// <summary>The layer table of <c>experiments check</c>: a row for each parameter, layer by layer.</summary>
public static class LayerTable
{
    /// <summary>Writes a plan. On a terminal, equal layers are shown once; a pipe or a file gets a row for every parameter.</summary>
    public static void Write(IAnsiConsole console, InitPlan plan)
    {
        var lines = console.Profile.Out.IsTerminal ? LayerFold.Folded(plan) : LayerFold.Whole(plan);
        var table = Table(lines, parameter => parameter.Description.EscapeMarkup(), Justify.Left);
        if (table.Fits(console))
            table.Write(console);
        else
            WriteWithMarks(console, lines, [.. plan.Parameters.Select(parameter => parameter.Description).Distinct()]);
        if (lines.Any(line => line.Parameter is null))
            foreach (var line in Lines.For(console, "Equal layers are shown once. For all rows, use a pipe ('check … | cat')."))
                console.MarkupLineInterpolated($"[dim]{line}[/]");
    }

    private static void WriteWithMarks(IAnsiConsole console, IReadOnlyList<LayerLine> lines, List<string> schemes)
    {
        Table(lines, parameter => Mark(schemes.IndexOf(parameter.Description)), Justify.Right).Write(console);
        foreach (var (scheme, index) in schemes.Select((scheme, index) => (scheme, index)))
            foreach (var line in Lines.For(console, $"scheme {Mark(index)}: {scheme}"))
                console.WriteLine(line);
    }

    private static string Mark(int scheme) => RunText.Invariant(scheme + 1);

    private static FittingTable Table(IReadOnlyList<LayerLine> lines, Func<ParameterPlan, string> scheme, Justify alignment)
    {
        var table = new FittingTable("name").Column("kind", Justify.Left).Column("shape", Justify.Left).Column("parameters")
            .Column("fan_in").Column("fan_out").Column("scheme", alignment).Column("std");
        foreach (var (text, parameter, isFirst) in lines)
        {
            var name = isFirst || parameter is null ? $"[bold]{text.EscapeMarkup()}[/]" : text.EscapeMarkup();
            var fans = isFirst ? parameter?.Layer.Fans : null;
            table.Row(name, parameter is null
                ? Enumerable.Repeat("", 7)
                : [isFirst ? parameter.Layer.KindName : "", string.Join('×', parameter.Shape), RunText.Count(Size(parameter)),
                    fans is { } incoming ? RunText.Count(incoming.In) : "", fans is { } outgoing ? RunText.Count(outgoing.Out) : "",
                    scheme(parameter), parameter.Std is { } std ? RunText.Number(std) : "–"]);
        }

        return table;
    }

    private static long Size(ParameterPlan parameter) => parameter.Shape.Aggregate(1L, (product, size) => product * size);
}
