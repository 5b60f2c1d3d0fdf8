namespace Experiments.Cli.Terminal;

public static class Lines
{
    private const string Indent = "    ";

    /// <summary>Wraps text between words into lines of at most <paramref name="width"/> characters and indents all lines except the first.
    /// If possible, a line is broken at two blanks, which separate numbers.</summary>
    /// <param name="cutsWords">Whether to cut a word that is longer than a line. If false, such a word (for example a path) gets a separate
    /// line.</param>
    public static IEnumerable<string> Fit(string text, int width, bool cutsWords = true)
    {
        var rest = text;
        while (rest.Length > width)
        {
            var end = Break(rest, width, cutsWords);
            if (end == rest.Length)
                break;
            yield return rest[..end].TrimEnd();
            rest = Indent + rest[end..].TrimStart();
        }

        yield return rest;
    }

    /// <summary>Shortens text to a width. An ellipsis replaces the middle of the text, because names often differ at their ends.</summary>
    public static string Shorten(string text, int width)
    {
        if (text.Length <= width)
            return text;
        var end = Math.Max(0, width - 1) / 2;
        return $"{text[..Math.Max(0, width - 1 - end)]}…{text[^end..]}";
    }

    /// <summary>Wraps text for a console. In a pipe or a file, text stays on one line for programs such as grep.</summary>
    public static IEnumerable<string> For(IAnsiConsole console, string text) =>
        console.Profile.Out.IsTerminal ? Fit(text, Math.Max(20, console.Profile.Width - 1), cutsWords: false) : [text];

    private static int Break(string text, int width, bool cutsWords)
    {
        var gap = text.LastIndexOf("  ", width, StringComparison.Ordinal);
        if (gap > Math.Max(Indent.Length, width / 2))
            return gap;
        var space = text.LastIndexOf(' ', width);
        if (space > Indent.Length)
            return space;
        if (cutsWords)
            return width;
        var next = text.IndexOf(' ', width);
        return next < 0 ? text.Length : next;
    }
}
