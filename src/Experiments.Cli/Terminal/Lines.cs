namespace Experiments.Cli.Terminal;

public static class Lines
{
    private const string Indent = "    ";

    /// <summary>Breaks text between words into lines of at most <paramref name="width"/> characters; the second and later
    /// ones are indented. A longer word is cut.</summary>
    public static IEnumerable<string> Fit(string text, int width)
    {
        var rest = text;
        while (rest.Length > width)
        {
            var space = rest.LastIndexOf(' ', width);
            var end = space > Indent.Length ? space : width;
            yield return rest[..end].TrimEnd();
            rest = Indent + rest[end..].TrimStart();
        }

        yield return rest;
    }
}
