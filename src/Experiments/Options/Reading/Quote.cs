namespace Experiments.Options.Reading;

/// <summary>Quotes user input in messages. The quoted text is in JSON notation, short, and contains no control characters.</summary>
internal static class Quote
{
    private const int Longest = 60;

    /// <summary>Returns a text for a value, such as <c>"0.1"</c>, <c>1e400</c> or <c>a list</c>.</summary>
    public static string Value(Node node) => node switch
    {
        TextNode { Bare: true } bare => Shorten(bare.Value),
        TextNode text => $"\"{Shorten(text.Value)}\"",
        NumberNode number => Shorten(number.Text),
        BooleanNode boolean => boolean.Value ? "true" : "false",
        NullNode => "null",
        ListNode => "a list",
        _ => "an object",
    };

    /// <summary>Cuts a path or a name to 60 characters and makes it printable.</summary>
    public static string Shorten(string text)
    {
        var start = string.Concat(text.EnumerateRunes().Take(Longest));
        return start.Length < text.Length ? Printable(start) + "…" : Printable(start);
    }

    /// <summary>Escapes control and other invisible characters.</summary>
    public static string Printable(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            shown.Append(IsHidden(rune) ? $"\\u{rune.Value.ToString("x4", CultureInfo.InvariantCulture)}" : rune.ToString());
        return shown.ToString();
    }

    /// <summary>Joins a path and a key. A key that could be misread in a path is put in brackets.</summary>
    public static string Path(string parent, string key)
    {
        var step = key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$') ? key : $"[\"{Shorten(key)}\"]";
        return parent.Length == 0 ? step : $"{parent}.{step}";
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
