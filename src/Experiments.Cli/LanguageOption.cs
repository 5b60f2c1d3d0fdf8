namespace Experiments.Cli;

/// <summary>The option <c>--language</c> of the commands that print the registries' texts.</summary>
internal static class LanguageOption
{
    public static Option<string> Create()
    {
        var language = new Option<string>("--language")
        {
            Description = $"Language of the texts: {string.Join(" or ", Languages.Tags)}.",
            HelpName = "TAG",
            DefaultValueFactory = _ => Languages.Tags[0],
        };
        language.CompletionSources.Add([.. Languages.Tags]);
        return language;
    }

    /// <exception cref="InputException">No language has this tag.</exception>
    public static Language Of(ParseResult parsed, Option<string> option) => Languages.Named(parsed.GetValue(option)!);
}
