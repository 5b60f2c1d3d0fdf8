using Experiments.Initialization;
using Experiments.Models;
using Spectre.Console;

namespace Experiments.Cli.Terminal;

/// <summary>The layer table of <c>experiments check</c>: a row for each parameter that is filled, layer by layer.</summary>
public static class LayerTable
{
    /// <summary>Makes the table of a plan.</summary>
    public static Table Of(InitPlan plan)
    {
        var table = new Table().Border(TableBorder.Simple).BorderStyle(new Style(decoration: Decoration.Dim));
        foreach (var name in new[] { "name", "kind", "shape" })
            table.AddColumn(new TableColumn(name).NoWrap());
        foreach (var name in new[] { "parameters", "fan_in", "fan_out" })
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("scheme"));
        table.AddColumn(new TableColumn("std").RightAligned().NoWrap());
        foreach (var layer in plan.Parameters.GroupBy(parameter => parameter.Layer.Name))
            AddLayer(table, [.. layer]);
        return table;
    }

    // The layer's own facts stand in its first row; the rows below it are its other parameters.
    private static void AddLayer(Table table, IReadOnlyList<ParameterPlan> parameters)
    {
        var layer = parameters[0].Layer;
        var isFirst = true;
        foreach (var parameter in parameters)
        {
            table.AddRow(
                new Markup(isFirst ? $"[bold]{parameter.Name.EscapeMarkup()}[/]" : parameter.Name.EscapeMarkup()),
                new Text(isFirst ? layer.KindName : ""),
                new Text(string.Join('×', parameter.Shape)),
                new Text(RunText.Count(parameter.Shape.Aggregate(1L, (product, size) => product * size))),
                new Text(isFirst && layer.Fans is { } fans ? RunText.Count(fans.In) : ""),
                new Text(isFirst && layer.Fans is { } also ? RunText.Count(also.Out) : ""),
                new Text(parameter.Description),
                new Text(parameter.Std is { } std ? RunText.Number(std) : "–"));
            isFirst = false;
        }
    }
}
