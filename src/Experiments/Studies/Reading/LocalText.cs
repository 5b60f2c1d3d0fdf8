using Experiments.Options.Describing;

namespace Experiments.Studies.Reading;

/// <summary>A text in both languages.</summary>
public sealed record LocalText
{
    [Option("en", "The text in English.", Required = true)]
    public string English { get; init; } = "";

    [Option("zh-CN", "The text in Simplified Chinese.", Required = true)]
    public string Chinese { get; init; } = "";

    /// <summary>Returns the text in a language.</summary>
    public string In(Language language) => language == Language.Chinese ? Chinese : English;
}
