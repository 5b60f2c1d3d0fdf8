using Experiments.Comparison;
using Experiments.Options.Describing;
using Experiments.Reports.Methods;
using Experiments.Reports.Plots;
using Experiments.Reports.Tables;

namespace Experiments.Reports;

/// <summary>Assembles a report from finished comparisons. This class computes no statistics.</summary>
public static class ReportBuilder
{
    /// <summary>Reads the configs and environments of the compared runs and returns the study.</summary>
    /// <exception cref="InputException">A file of a run can't be read.</exception>
    public static Study Read(ComparedRuns compared, string name) =>
        new(name, compared.Runs, compared.Comparisons, compared.Targets,
            StudyReader.Read(compared.Runs, compared.Comparisons[0].Request.By), compared.Mixed) { Tuned = compared.Tuned };

    /// <summary>Creates the report of a study.</summary>
    /// <param name="folder">The report's folder; links to the runs are relative to it.</param>
    public static Report Of(Study study, string folder)
    {
        var links = new RunLinks(Path.GetFullPath(folder));
        // Building the figures reads files of every run. Building the figures takes as long as all other steps together, so it runs in
        // parallel with them.
        var figures = Task.Run(() => study.Comparisons.SelectMany(result => Figures(study, result, links))
            .Concat(SignalPlot.Of(study.Runs, study.Comparisons[0])).DistinctBy(figure => figure.Name).ToList());
        var tables = study.Comparisons.SelectMany(Tables).Concat(study.Tuned.SelectMany(Tables))
            .Concat(study.Targets.SelectMany(target => TargetTables.Of(target, study.By))).ToList();
        var findings = study.Comparisons.SelectMany(Findings.Of).Concat(study.Tuned.SelectMany(Findings.Of));
        var runs = RunsTable.Of(study.Runs, [.. study.Comparisons.Select(result => result.Request.Metric)], links);
        var (english, chinese) = (MethodsParagraph.Write(study, Language.English), MethodsParagraph.Write(study, Language.Chinese));
        return new Report(
            study, [.. findings, .. study.Mixed is { } mixed ? [mixed] : Array.Empty<string>()], tables, runs,
            figures.GetAwaiter().GetResult(), english, chinese);
    }

    private static IEnumerable<ReportTable> Tables(ComparisonResult result)
    {
        yield return GroupsTable.Of(result);
        if (result.Strata > 1)
            yield return DivergenceTable.Of(result);
        if (result.Pairs.Count > 0)
            yield return PairsTable.Of(result);
    }

    private static IEnumerable<ReportTable> Tables(TunedResult result)
    {
        yield return TunedTable.Of(result);
        if (result.Pairs.Count > 0)
            yield return TunedPairsTable.Of(result);
    }

    private static IEnumerable<ReportFigure> Figures(Study study, ComparisonResult result, RunLinks links) =>
        new[] { StripPlot.Of(study.Runs, result, links), RankPlot.Of(result), CurvePlot.Of(study.Runs, result) }
            .Concat(ResultGrid.Of(study.Runs, result).Select(grid => GridPlot.Of(grid, result)))
            .Append(ProfilePlot.Of(study.Runs, result))
            .OfType<ReportFigure>();
}
