using Experiments.Options.Describing;
using Experiments.Reports.Export;
using Experiments.Studies.Judging;
using Experiments.Studies.Reading;
using Experiments.Studies.Running;

namespace Experiments.Studies.Pages;

/// <summary>The generated part of a study's README: figure, table of claims, sources and tolerances.</summary>
public static class StudyPage
{
    /// <summary>Name of the page in a language.</summary>
    public static string FileName(Language language) => language == Language.Chinese ? "README.zh-CN.md" : "README.md";

    /// <summary>Writes the part into the study's pages in both languages.</summary>
    /// <exception cref="InputException">A page has no place for the part.</exception>
    public static void Write(StudyDefinition study, StudyMode mode, IReadOnlyList<ClaimResult> results)
    {
        foreach (var language in Enum.GetValues<Language>())
            MarkedPart.Write(Path.Combine(study.Folder, FileName(language)), $"# {study.File.Title.In(language)}",
                Part(study, mode, results, language));
    }

    internal static string Part(StudyDefinition study, StudyMode mode, IReadOnlyList<ClaimResult> results, Language language)
    {
        var texts = Texts.Of(language);
        var text = new StringBuilder($"![{study.File.Title.In(language)}]({StudyRunner.FigureName})\n\n");
        text.Append(texts[mode == StudyMode.Quick ? "study.page.quick" : "study.page.full"]).Append("\n\n");
        text.Append(texts["study.page.columns"]).Append("\n| --- | --- | --- | ---: | --- | ---: | --- |\n");
        foreach (var result in results)
            text.Append(Row(result, language)).Append('\n');
        text.Append('\n').Append(texts["study.page.sources"]).Append("\n\n");
        foreach (var claim in study.File.Claims)
            text.Append(texts.Format("study.page.source", claim.Id, Escape(claim.Source), Escape(claim.Origin.In(language)))).Append('\n');
        return text.ToString();
    }

    private static string Row(ClaimResult result, Language language)
    {
        var claim = result.Claim;
        string[] cells =
        [
            $"`{claim.Id}`", Escape(claim.Statement.In(language)), StudyText.Expected(claim), StudyText.Measured(result),
            claim.Over == ClaimOptions.EverySeed && result.Interval is not null
                ? Texts.Of(language).Format("study.page.every", StudyText.Interval(result))
                : StudyText.Interval(result),
            result.Seeds == 0 ? "" : result.Seeds.ToString(CultureInfo.InvariantCulture), StudyText.Verdict(result.Verdict, language),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Escape(string text) => MarkdownTable.Escape(text);
}
