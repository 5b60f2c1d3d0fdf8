using Experiments.Comparison;
using Experiments.Figures.Marks;
using Experiments.Figures;

namespace Experiments.Reports.Plots;

/// <summary>Plots the means over two axes as a heat map.</summary>
internal static class GridPlot
{
    private const double CellWidth = 84;
    private const double CellHeight = 34;

    // Largest number of columns with text in the cells. With more columns, the cells are too small for text.
    private const int MostWords = 12;

    /// <summary>Returns the figure of a grid; null if all cells are empty or equal.</summary>
    public static ReportFigure? Of(ResultGrid grid, ComparisonResult comparison)
    {
        var values = grid.Means.SelectMany(row => row).OfType<double>().ToList();
        if (values.Count == 0 || values.Min() == values.Max())
            return null;
        var metric = comparison.Request.Metric;
        var (rows, columns) = (grid.Rows.Count, grid.Columns.Count);
        // The first row of a heat map is at the bottom. The rows are therefore reversed, so that the best label is at the top.
        var order = Enumerable.Range(0, rows).Reverse().ToList();
        var map = new HeatMap(Edges(columns), Edges(rows),
            [.. order.Select(row => (IReadOnlyList<double>)[.. grid.Means[row].Select(mean => mean ?? double.NaN)])],
            new ColorScale(values.Min(), values.Max(), metric));
        var hasWords = columns <= MostWords;
        var notes = from place in Enumerable.Range(0, rows)
                    from column in Enumerable.Range(0, columns)
                    where hasWords && grid.Means[order[place]][column] is not null
                    select (Mark)Words(grid, order[place], column, place);
        var panel = new Panel("", new Axis(grid.Other) { Categories = grid.Columns },
            new Axis(grid.By) { Categories = [.. order.Select(row => grid.Rows[row])] }, [map, .. notes]);
        var caption = $"Mean of {metric} over the {Plural(grid)} of each cell. Empty cells have no "
            + $"{Plural(grid)}.{(comparison.WhatCountsAsWorst is { } worst ? $" {worst}" : "")}";
        var figure = new Figure($"{metric} over {grid.By} and {grid.Other}",
            [panel]) { PanelWidth = Math.Clamp(CellWidth * columns, 300, 1000), PanelHeight = Math.Max(120, CellHeight * rows),
                Subtitle = $"Unit: {grid.Unit}." };
        return new ReportFigure($"{ReportText.FileName(metric)}-grid-{ReportText.FileName(grid.Other)}", figure, caption);
    }

    private static string Plural(ResultGrid grid) => grid.Unit.Split(',')[0] + "s";

    private static Note Words(ResultGrid grid, int row, int column, int place) =>
        new(new DataPoint(column, place), ReportText.Number(Math.Round(grid.Means[row][column]!.Value, 4)))
        {
            Tips = [new Tip($"{grid.By} {grid.Rows[row]}\n{grid.Other} {grid.Columns[column]}\nmean "
                + $"{ReportText.Number(grid.Means[row][column])} of {grid.Counts[row][column]} {Plural(grid)}")],
        };

    private static double[] Edges(int count) => [.. Enumerable.Range(0, count + 1).Select(edge => edge - 0.5)];
}
