namespace Experiments.Cli.Tests.Documentation;

/// <summary>A command of the documentation, split into arguments as a shell does.</summary>
internal sealed partial record ShellLine(string Text, IReadOnlyList<string> Arguments)
{
    /// <summary>Finds the calls of the program in a page's code blocks and sentences.</summary>
    public static IEnumerable<ShellLine> In(MarkdownPage page)
    {
        var spans = page.Sections.SelectMany(MarkdownPage.CodeSpans);
        foreach (var text in page.Blocks.SelectMany(block => block.Text.Split('\n')).Concat(spans))
        {
            if (Parse(text) is { } line)
                yield return line;
        }
    }

    /// <summary>Parses a line; returns null if the line does not call the program.</summary>
    public static ShellLine? Parse(string text) =>
        Call().Match(text) is { Success: true } call ? new ShellLine(text.Trim(), Words(call.Groups["arguments"].Value)) : null;

    // Handles quotes like a shell. A comment, a pipe or a redirection ends the command.
    private static List<string> Words(string text)
    {
        var (words, word, quote, begun) = (new List<string>(), new StringBuilder(), '\0', false);
        foreach (var character in text + " ")
        {
            if (character == quote)
                quote = '\0';
            else if (quote != '\0')
                word.Append(character);
            else if (character is '\'' or '"')
                (quote, begun) = (character, true);
            else if (character == ' ' && (word.Length > 0 || begun))
                (words, word, begun) = ([.. words, word.ToString()], new StringBuilder(), false);
            else if (character != ' ')
                word.Append(character);
        }
        return [.. words.TakeWhile(one => one is not ("#" or "|" or ">" or ">>" or "&&"))];
    }

    [GeneratedRegex(@"^\s*(\$ )?([A-Z_]+=\S+ )*(\./run\.sh|experiments) (?<arguments>[a-z\[-].*)$")]
    private static partial Regex Call();
}
