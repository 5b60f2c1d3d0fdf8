namespace Experiments.Configuration;

/// <summary>The languages by their tags (BCP 47), as people choose them: <c>en</c> and <c>zh-CN</c>.</summary>
public static class Languages
{
    /// <summary>The tags, the default first.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["en", "zh-CN"];

    /// <summary>The language of a tag; case does not matter, and <c>zh</c> alone is enough.</summary>
    /// <exception cref="InputException">There is no such language.</exception>
    public static Language Named(string tag)
    {
        if (string.Equals(tag, "en", StringComparison.OrdinalIgnoreCase))
            return Language.English;
        if (string.Equals(tag, "zh", StringComparison.OrdinalIgnoreCase) || string.Equals(tag, "zh-CN", StringComparison.OrdinalIgnoreCase))
            return Language.Chinese;
        throw new InputException($"'{tag}' is no language that the program is documented in; it can be {string.Join(" or ", Tags)}.");
    }

    /// <summary>One of two texts that say the same; the English one where the other is empty.</summary>
    internal static string Choose(this Language language, string english, string chinese) =>
        language == Language.Chinese && chinese.Length > 0 ? chinese : english;
}
