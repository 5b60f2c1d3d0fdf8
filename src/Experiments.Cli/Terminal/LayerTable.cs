namespace Experiments.Cli.Terminal;

/// <summary>The layer table of <c>experiments check</c>: a row for each parameter, layer by layer.</summary>
public static class LayerTable
{
    // In a narrower terminal the scheme would not fit in the table: two lines a parameter read better.
    private const int Roomy = 130;

    /// <summary>Writes a plan, as a table where the terminal has room for it.</summary>
    public static void Write(IAnsiConsole console, InitPlan plan)
    {
        if (console.Profile.Width >= Roomy)
            console.Write(Table(plan));
        else
            WriteLines(console, plan);
    }

    private static Table Table(InitPlan plan)
    {
        var table = new Table().Border(TableBorder.Simple).BorderStyle(new Style(decoration: Decoration.Dim));
        foreach (var name in new[] { "name", "kind", "shape" })
            table.AddColumn(new TableColumn(name).NoWrap());
        foreach (var name in new[] { "parameters", "fan_in", "fan_out" })
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("scheme"));
        table.AddColumn(new TableColumn("std").RightAligned().NoWrap());
        foreach (var (parameter, isFirst) in Rows(plan))
        {
            var fans = isFirst ? parameter.Layer.Fans : null;
            table.AddRow(
                new Markup(isFirst ? $"[bold]{parameter.Name.EscapeMarkup()}[/]" : parameter.Name.EscapeMarkup()),
                new Text(isFirst ? parameter.Layer.KindName : ""),
                new Text(Shape(parameter)),
                new Text(RunText.Count(Size(parameter))),
                new Text(fans is { } incoming ? RunText.Count(incoming.In) : ""),
                new Text(fans is { } outgoing ? RunText.Count(outgoing.Out) : ""),
                new Text(parameter.Description),
                new Text(Std(parameter)));
        }

        return table;
    }

    private static void WriteLines(IAnsiConsole console, InitPlan plan)
    {
        foreach (var (parameter, isFirst) in Rows(plan))
        {
            var fans = isFirst && parameter.Layer.Fans is { } known
                ? $" · fan_in {RunText.Count(known.In)} · fan_out {RunText.Count(known.Out)}"
                : "";
            var kind = isFirst ? $"{parameter.Layer.KindName} " : "";
            console.MarkupLineInterpolated(
                $"[bold]{parameter.Name}[/]  {kind}{Shape(parameter)} · {RunText.Count(Size(parameter))} parameters{fans}");
            foreach (var line in Lines.Fit($"    {parameter.Description} · std {Std(parameter)}", console.Profile.Width - 1))
                console.WriteLine(line);
        }
    }

    // The facts of a layer stand with its first parameter.
    private static IEnumerable<(ParameterPlan Parameter, bool IsFirst)> Rows(InitPlan plan) =>
        plan.Parameters.GroupBy(parameter => parameter.Layer.Name)
            .SelectMany(layer => layer.Select((parameter, index) => (parameter, index == 0)));

    private static string Shape(ParameterPlan parameter) => string.Join('×', parameter.Shape);

    private static long Size(ParameterPlan parameter) => parameter.Shape.Aggregate(1L, (product, size) => product * size);

    private static string Std(ParameterPlan parameter) => parameter.Std is { } std ? RunText.Number(std) : "–";
}
