using Spectre.Console.Rendering;

namespace Experiments.Cli.Terminal;

/// <summary>
/// A table whose rows are never wrapped. On a narrow terminal, a long label gets a line above its numbers. Columns that still don't fit are
/// printed as a second table with the same labels. A pipe or a file always gets one table.
/// </summary>
/// <param name="head">Heading of the label column.</param>
public sealed class FittingTable(string head)
{
    private const string Gap = "  ";

    // Smallest width of the label column. With less width, each label is printed above its numbers.
    private const int FewestForLabels = 8;

    private readonly List<(string Name, Justify Alignment)> _columns = [];
    private readonly List<(string Label, string[] Cells)> _rows = [];

    /// <summary>Adds a column.</summary>
    public FittingTable Column(string name, Justify alignment = Justify.Right)
    {
        _columns.Add((name, alignment));
        return this;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="label">Label, with markup like the cells.</param>
    public void Row(string label, params IEnumerable<string> cells) => _rows.Add((label, [.. cells]));

    /// <summary>Writes the table.</summary>
    public void Write(IAnsiConsole console)
    {
        var width = console.Profile.Width;
        if (!Fits(console))
        {
            WriteNarrow(console, width - 1);
            return;
        }

        var table = Whole();
        console.Profile.Width = Math.Max(width, Width(console, table));
        console.Write(table);
        console.Profile.Width = width;
    }

    /// <summary>Whether each row fits on one line.</summary>
    public bool Fits(IAnsiConsole console) => !console.Profile.Out.IsTerminal || Width(console, Whole()) <= console.Profile.Width;

    private static int Width(IAnsiConsole console, IRenderable table) =>
        table.Measure(RenderOptions.Create(console), int.MaxValue / 2).Max;

    private Table Whole()
    {
        var table = new Table().Border(TableBorder.Simple).BorderStyle(new Style(decoration: Decoration.Dim));
        table.AddColumn(new TableColumn(Markup.Escape(head)).NoWrap());
        foreach (var (name, alignment) in _columns)
            table.AddColumn(new TableColumn(Markup.Escape(name)) { NoWrap = true, Alignment = alignment });
        foreach (var (label, cells) in _rows)
            table.AddRow([label, .. cells]);
        return table;
    }

    private void WriteNarrow(IAnsiConsole console, int width)
    {
        var widths = _columns.Select((column, index) =>
            _rows.Select(row => Length(row.Cells[index])).Append(column.Name.GetCellWidth()).Max()).ToList();
        for (var from = 0; from < _columns.Count;)
        {
            var (room, to) = (width, from);
            while (to < _columns.Count && (to == from || room - widths[to] - Gap.Length >= FewestForLabels))
                room -= widths[to++] + Gap.Length;
            Write(console, Math.Max(0, room), widths, from..to, width);
            from = to;
        }
    }

    private void Write(IAnsiConsole console, int room, List<int> widths, Range columns, int width)
    {
        var longest = _rows.Select(row => Length(row.Label)).Append(head.GetCellWidth()).Max();
        room = Math.Min(room, longest + 1);
        var shown = Enumerable.Range(0, _columns.Count).ToArray()[columns];
        console.WriteLine();
        console.MarkupLine(Line($" {Markup.Escape(head)}", shown.Select(index => Markup.Escape(_columns[index].Name))));
        console.MarkupLine($"[dim]{new string('─', Math.Min(width, room + shown.Sum(index => widths[index] + Gap.Length)))}[/]");
        foreach (var (label, cells) in _rows)
        {
            var isLong = Length(label) > room - 1;
            if (isLong)
                WriteLabel(console, label, width);
            if (!isLong || shown.Any(index => cells[index].Length > 0))
                console.MarkupLine(Line(isLong ? "" : $" {label}", shown.Select(index => cells[index])));
        }

        console.WriteLine();

        string Line(string label, IEnumerable<string> cells) => (Pad(label, room, Justify.Left)
            + string.Concat(cells.Zip(shown, (cell, index) => Gap + Pad(cell, widths[index], _columns[index].Alignment)))).TrimEnd();
    }

    // Writes a label. A label that is longer than a line is wrapped between words and written without colours.
    private static void WriteLabel(IAnsiConsole console, string label, int width)
    {
        if (Length(label) < width)
            console.MarkupLine($" {label}");
        else
            foreach (var line in Lines.Fit($" {Markup.Remove(label)}", width))
                console.WriteLine(line);
    }

    private static string Pad(string markup, int width, Justify alignment)
    {
        var blanks = new string(' ', Math.Max(0, width - Length(markup)));
        return alignment == Justify.Right ? blanks + markup : markup + blanks;
    }

    private static int Length(string markup) => Markup.Remove(markup).GetCellWidth();
}
