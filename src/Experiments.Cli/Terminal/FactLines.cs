namespace Experiments.Cli.Terminal;

/// <summary>Prints names with their values, one per line.</summary>
public static class FactLines
{
    private const int NameWidth = 18;
    private const string Indent = "    ";

    /// <summary>Writes names and values. A value that is too long is wrapped between words. A long path gets a separate line and is not
    /// wrapped.</summary>
    public static void Write(IAnsiConsole console, IEnumerable<(string Name, string Value)> facts)
    {
        foreach (var (name, value) in facts)
        {
            var lines = Values(console, value).ToList();
            Whole(console, $"[bold]{name.EscapeMarkup()}[/]{Blanks(name)}{lines[0].TrimStart().EscapeMarkup()}");
            foreach (var line in lines.Skip(1))
                Whole(console, line.EscapeMarkup());
        }
    }

    private static IEnumerable<string> Values(IAnsiConsole console, string value)
    {
        var room = console.Profile.Width - 1 - NameWidth;
        if (!console.Profile.Out.IsTerminal || value.Length <= room)
            return [value];
        return value.Split(' ').Any(word => word.Length > room)
            ? ["", .. Lines.Fit(value, console.Profile.Width - 1 - Indent.Length, cutsWords: false).Select(line => Indent + line)]
            : Lines.Fit(value, room, cutsWords: false).Select(line => new string(' ', NameWidth) + line.TrimStart());
    }

    /// <summary>Writes one line of markup without line breaks. The terminal wraps a long path, so that the user can copy the path as a
    /// whole.</summary>
    public static void Whole(IAnsiConsole console, string markup)
    {
        var width = console.Profile.Width;
        console.Profile.Width = Math.Max(width, Markup.Remove(markup).GetCellWidth() + 1);
        console.MarkupLine(markup);
        console.Profile.Width = width;
    }

    private static string Blanks(string name) => new(' ', Math.Max(1, NameWidth - name.Length));
}
