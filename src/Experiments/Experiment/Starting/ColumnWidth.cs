namespace Experiments.Experiment.Starting;

/// <summary>Measures and wraps text for a terminal or an editor, in which a Han character is as wide as two letters.</summary>
internal static class ColumnWidth
{
    // Closing punctuation, which must not begin a line.
    private const string Closing = "，。、；：？！）”’》";

    /// <summary>Number of columns that a text takes.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>Breaks a text at spaces and between Han characters into lines of at most <paramref name="columns"/>. A word that is longer
    /// gets a separate line.</summary>
    public static IEnumerable<string> Wrap(string text, int columns)
    {
        var line = "";
        foreach (var piece in Pieces(text))
        {
            if (line.Length > 0 && Of(line + piece.TrimEnd()) > columns)
            {
                yield return line.TrimEnd();
                line = "";
            }
            line += piece;
        }
        if (line.Length > 0)
            yield return line.TrimEnd();
    }

    // The wide characters (UAX #11, "W" and "F") that occur in the texts: Han characters and full-width punctuation.
    private static int Of(Rune rune) => IsWide(rune.Value) ? 2 : 1;

    private static bool IsWide(int value) =>
        value is (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF01 and <= 0xFF60)
            or (>= 0x20000 and <= 0x3FFFD);

    // A piece ends after a space, and before and after a Han character, but not before closing punctuation.
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var breaks = text[i - 1] == ' ' || ((IsWide(text[i - 1]) || IsWide(text[i])) && text[i] != ' ');
            if (!breaks || Closing.Contains(text[i], StringComparison.Ordinal))
                continue;
            yield return text[start..i];
            start = i;
        }
        yield return text[start..];
    }
}
