using Experiments.Comparison;
using Experiments.Options.Describing;
using Experiments.Runs;
using Experiments.Statistics;

namespace Experiments.Reports.Methods;

/// <summary>Writes a methods paragraph in one language. The paragraph describes the runs and the comparison, one sentence per
/// item.</summary>
public static class MethodsParagraph
{
    // Number of labels of an axis above which the paragraph lists only the first three labels and the last label.
    private const int MostLabels = 24;

    private static readonly (string Section, string Name)[] s_sections =
    [
        ("model", "methods.model"), ("init", "methods.init"), ("data", "methods.data"), ("optimizer", "methods.optimizer"),
        ("schedule", "methods.schedule"), ("training", "methods.training"), ("loss", "methods.loss"), ("precision", "methods.precision"),
    ];

    /// <summary>Returns the heading of the paragraph.</summary>
    public static string Title(Language language) => Texts.Of(language)["methods.title"];

    public static string Write(Study study, Language language)
    {
        var texts = Texts.Of(language);
        return string.Join(texts["methods.sentence.separator"], Sentences(study, texts));
    }

    private static IEnumerable<string> Sentences(Study study, Texts texts)
    {
        var (facts, request, runs) = (study.Facts, study.Comparisons[0].Request, study.Runs);
        yield return texts.Format(
            runs.Runs.Count == 1 ? "methods.run" : "methods.runs", ReportText.Count(runs.Runs.Count), Axes(study), study.Seeds);
        foreach (var (section, name) in s_sections)
        {
            if (Section(facts, section, texts) is { Length: > 0 } words)
                yield return texts.Format("methods.section", texts[name], words);
        }

        var sizes = facts.Sizes.Select(size => Size(size, texts));
        yield return texts.Format("methods.sizes", string.Join(texts["methods.size.separator"], sizes));
        if (facts.DataFiles.Count > 0)
            yield return texts.Format("methods.data_files", Clauses(facts.DataFiles, texts));
        yield return texts.Format(
            study.Comparisons.Count == 1 ? "methods.quantity" : "methods.quantities",
            Clauses(study.Comparisons.Select(result => Metric(result, texts)), texts), request.By);
        var strata = study.Comparisons[0].Strata;
        yield return strata > 1 ? texts.Format("methods.seed.strata", strata,
            string.Join(" × ", study.Comparisons[0].Axes)) : texts["methods.seed"];
        foreach (var tuned in study.Tuned)
            yield return texts.Format("methods.tuned", tuned.By, tuned.Tune, tuned.Selection, tuned.Metric,
                ReportText.Percent(tuned.Level), ReportText.Count(Bootstrap.DefaultResamples), ReportText.Exact(request.Seed));
        if (study.Tuned.Any(tuned => tuned.Pairs.Count > 0))
            yield return texts["methods.tuned.pairs"];
        yield return texts.Format(
            "methods.intervals", ReportText.Percent(request.Level), ReportText.Count(Bootstrap.DefaultResamples),
            ReportText.Count(Comparer.ImprovementResamples), ReportText.Exact(request.Seed),
            texts[study.Tuned.Count > 0 ? "methods.intervals.rest" : "methods.intervals.all"]);
        yield return texts.Format("methods.pairs", Exactness(study, texts), ReportText.Number(request.Alpha));
        foreach (var result in study.Comparisons.Where(result => result.SmallestP is not null))
            yield return texts.Format("methods.smallest_p", result.Request.Metric, ReportText.P(result.SmallestP));
        if (study.Comparisons.Any(result => result.FriedmanP is not null))
            yield return texts["methods.friedman"];
        yield return texts.Format("methods.diverged", ReportText.Count(runs.Runs.Count(run => run.IsDiverged)));
        foreach (var result in study.Comparisons)
        {
            if (result.Groups.Sum(group => group.WithoutValue) is > 0 and var count)
                yield return texts.Format("methods.without_value", ReportText.Count(count), result.Request.Metric);
        }

        if (runs.LeftOut > 0)
            yield return texts.Format("methods.left_out", ReportText.Count(runs.LeftOut), request.By);
        if (runs.Failed > 0)
            yield return texts.Format("methods.failed", ReportText.Count(runs.Failed));
        if (runs.Unfinished > 0)
            yield return texts.Format("methods.unfinished", ReportText.Count(runs.Unfinished));
        if (study.Targets.Count > 0)
            yield return texts.Format("methods.targets", Clauses(study.Targets.Select(target => Target(target, texts)), texts));
        if (study.Mixed is { } mixed)
            yield return texts.Format("methods.mixed", mixed);
        yield return Surroundings(facts, texts);
    }

    private static string Clauses(IEnumerable<string> parts, Texts texts) => string.Join(texts["methods.clause.separator"], parts);

    private static string Axes(Study study) => string.Join(", ", study.Coordinates
        .OrderBy(axis => axis.Key != study.By)
        .Select(axis => $"{axis.Key} ∈ {{{Labels(axis.Value)}}}"));

    private static string Labels(IReadOnlyList<string> values) =>
        values.Count <= MostLabels ? string.Join(", ", values) : $"{string.Join(", ", values.Take(3))}, …, {values[^1]}";

    private static string Size(StudySize size, Texts texts)
    {
        var examples = string.Join(", ", size.Examples.Select(split => $"{ReportText.Count(split.Value)} {split.Key}"));
        return texts.Format("methods.size", ReportText.Count(size.Parameters), examples, ReportText.Count(size.Updates));
    }

    private static string Metric(ComparisonResult result, Texts texts) => texts.Format(
        "methods.metric", result.Request.Metric,
        texts[MetricKey.IsBest(result.Request.Metric) ? "methods.metric.best" : "methods.metric.end"],
        texts[result.IsHigherBetter ? "methods.metric.higher" : "methods.metric.lower"]);

    private static string Target(TargetResult target, Texts texts) =>
        texts.Format("methods.target", target.Metric, ReportText.Number(target.Value));

    // If a part of the config describes only some labels, the sentence begins with these labels. If the part is the same for all labels,
    // the sentence begins without labels.
    private static string Section(StudyFacts facts, string key, Texts texts)
    {
        var words = facts.Sections[key];
        var labels = words.SelectMany(one => one.Labels).Distinct().Count();
        const int most = 12;
        return words.Count switch
        {
            1 => words[0].Words,
            > most => $"{words.Count} × {key}",
            _ => string.Join(texts["methods.section.separator"], words.Select(Part)),
        };

        string Part(SectionWords one)
        {
            var prefix = one.Labels.Count == labels ? "" : string.Join(" / ", one.Labels) + texts["methods.section.colon"];
            return prefix + (one.Words.Length > 0 ? one.Words : ReportText.None);
        }
    }

    private static string Exactness(Study study, Texts texts)
    {
        var counted = texts["methods.pairs.counted"];
        var sampled = texts.Format("methods.pairs.sampled", ReportText.Count(PairedTest.DefaultSamples));
        var pairs = study.Comparisons.SelectMany(result => result.Pairs).ToList();
        return pairs.All(pair => pair.Test.IsExact) ? counted : pairs.Any(pair => pair.Test.IsExact) ? $"{counted} / {sampled}" : sampled;
    }

    private static string Surroundings(StudyFacts facts, Texts texts)
    {
        var (first, last, and) = (Day(facts.First), Day(facts.Last), texts["methods.surroundings.separator"]);
        var dates = first == last
            ? texts.Format("methods.surroundings.on", first)
            : texts.Format("methods.surroundings.between", first, last);
        var programs = string.Join(and, facts.Programs)
            .Replace(StudyReader.Dirty, texts["methods.surroundings.dirty"], StringComparison.Ordinal);
        return texts.Format("methods.surroundings", dates, programs, string.Join(and, facts.Engines), Machines(facts, texts));
    }

    private static string Machines(StudyFacts facts, Texts texts) => string.Join(texts["methods.section.separator"], facts.Machines);

    private static string Day(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
