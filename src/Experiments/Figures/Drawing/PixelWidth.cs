namespace Experiments.Figures.Drawing;

/// <summary>Estimates the width of text without a font. The estimate is slightly too large, so that texts do not overlap.</summary>
internal static class PixelWidth
{
    /// <summary>Returns the width of the text in pixels, for a font size in pixels.</summary>
    public static double Of(string text, double size) => text.Sum(Share) * size;

    /// <summary>Breaks text between words into lines of at most <paramref name="width"/> pixels.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Of($"{lines[^1]} {word}", size) <= width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }

        return lines;
    }

    private static double Share(char character) => character switch
    {
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or '/'
            or ' ' => 0.36,
        'm' or 'w' or 'M' or 'W' => 0.9,
        >= 'A' and <= 'Z' => 0.7,
        >= '\u2E80' => 1,
        _ => 0.6,
    };
}
