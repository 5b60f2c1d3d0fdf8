namespace Experiments.Cli.Tests.Documentation;

/// <summary>Parses the parts of a documentation page that the tests need.</summary>
internal sealed partial class MarkdownPage
{
    private readonly List<string> _prose = [];
    private readonly List<CodeBlock> _blocks = [];

    public MarkdownPage(string path)
    {
        Path = path;
        Split(File.ReadAllText(System.IO.Path.Combine(Cli.Root, path)).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    internal sealed record CodeBlock(string Language, string Text);

    /// <summary>The file's path, from the repository's root.</summary>
    public string Path { get; }

    /// <summary>Fenced and indented blocks, in order.</summary>
    public IReadOnlyList<CodeBlock> Blocks => _blocks;

    /// <summary>The levels of the headings, in order.</summary>
    public IEnumerable<int> Levels => _prose.Where(IsHeading).Select(line => line.TakeWhile(character => character == '#').Count());

    /// <summary>The anchor of each heading: lower-case letters, digits, hyphens and underscores, with a hyphen for each blank.</summary>
    public IEnumerable<string> Anchors => _prose.Where(IsHeading)
        .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant()
            .Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or ' ').Select(letter => letter == ' ' ? '-' : letter)));

    /// <summary>The lines of each section, including its heading.</summary>
    public IEnumerable<IReadOnlyList<string>> Sections
    {
        get
        {
            var section = new List<string>();
            foreach (var line in _prose)
            {
                if (IsHeading(line) && section.Count > 0)
                {
                    yield return section;
                    section = [];
                }
                section.Add(line);
            }
            yield return section;
        }
    }

    /// <summary>The rows of all tables, without headings.</summary>
    public IEnumerable<string> TableRows =>
        _prose.Where((line, i) => line.StartsWith('|') && !IsRule(line) && !(i + 1 < _prose.Count && IsRule(_prose[i + 1])));

    /// <summary>All hand-written pages: the READMEs and docs/, without the generated references.</summary>
    public static IEnumerable<string> All =>
        Directory.GetFiles(System.IO.Path.Combine(Cli.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Cli.Root, "README*.md"))
            .Select(file => System.IO.Path.GetRelativePath(Cli.Root, file).Replace('\\', '/'))
            .Where(path => !path.StartsWith("docs/config.", StringComparison.Ordinal) && path != "docs/libtorch-functions.md")
            .Order(StringComparer.Ordinal);

    /// <summary>Returns the text between backticks.</summary>
    public static IEnumerable<string> CodeSpans(IEnumerable<string> lines) =>
        CodeSpan().Matches(string.Join('\n', lines)).Select(match => match.Groups[1].Value.ReplaceLineEndings(" "));

    public static IEnumerable<string> Links(IEnumerable<string> lines) =>
        Link().Matches(string.Join('\n', lines)).Select(match => match.Groups[1].Value);

    private static bool IsHeading(string line) => Heading().IsMatch(line);

    private static bool IsRule(string line) => line.StartsWith("| ---", StringComparison.Ordinal);

    private void Split(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var start = i;
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                i = Array.FindIndex(lines, i + 1, line => line == "```");
                _blocks.Add(new CodeBlock(lines[start][3..], string.Join('\n', lines[(start + 1)..i])));
            }
            else if (lines[i].StartsWith("    ", StringComparison.Ordinal) && lines[i - 1].Length == 0)
            {
                while (i + 1 < lines.Length && (lines[i + 1].StartsWith("    ", StringComparison.Ordinal)
                    || (lines[i + 1].Length == 0 && i + 2 < lines.Length && lines[i + 2].StartsWith("    ", StringComparison.Ordinal))))
                    i++;
                _blocks.Add(new CodeBlock("", string.Join('\n', lines[start..(i + 1)].Select(line => line.Length > 4 ? line[4..] : ""))));
            }
            else
            {
                _prose.Add(lines[i]);
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} ")]
    private static partial Regex Heading();
}
