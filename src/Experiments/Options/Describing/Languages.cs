namespace Experiments.Options.Describing;

/// <summary>Languages by their BCP 47 tags: <c>en</c> and <c>zh-CN</c>.</summary>
public static class Languages
{
    /// <summary>All tags; the default language comes first.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["en", "zh-CN"];

    /// <summary>Finds the language of a tag. Case is ignored, and <c>zh</c> means <c>zh-CN</c>.</summary>
    /// <exception cref="InputException">No language has this tag.</exception>
    public static Language Named(string tag)
    {
        if (string.Equals(tag, "en", StringComparison.OrdinalIgnoreCase))
            return Language.English;
        if (string.Equals(tag, "zh", StringComparison.OrdinalIgnoreCase) || string.Equals(tag, "zh-CN", StringComparison.OrdinalIgnoreCase))
            return Language.Chinese;
        throw new InputException($"Unknown language '{tag}'. Use {string.Join(" or ", Tags)}.");
    }

    /// <summary>Returns the text of a key in a language, or the English text from the code if there is no translation.</summary>
    internal static string Translated(this Language language, string key, string english) =>
        language == Language.English ? english : Texts.Of(language).Find(key) ?? english;
}
