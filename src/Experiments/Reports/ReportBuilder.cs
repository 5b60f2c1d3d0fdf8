using Experiments.Comparison;
using Experiments.Reports.Methods;
using Experiments.Reports.Plots;
using Experiments.Reports.Tables;

namespace Experiments.Reports;

/// <summary>Puts a report together: nothing is computed here but what comparisons and statistics give.</summary>
public static class ReportBuilder
{
    /// <summary>Reads and compares the runs of a plan.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="mixes">Whether runs of different surroundings may be mixed.</param>
    /// <exception cref="Configuration.InputException">They can't be compared.</exception>
    public static Study Read(ComparisonPlan plan, string name, bool mixes)
    {
        var runs = RunReader.Read(plan.Folders, plan.Keys);
        var mixed = SurroundingsCheck.Of(runs.Runs, mixes);
        var comparisons = plan.Requests(runs).Select(request => Comparer.Compare(runs, request)).ToList();
        var targets = plan.Targets.Select(target => Targets.Of(runs.Runs, plan.By, target.Metric, target.Value)).ToList();
        return new Study(name, runs, comparisons, targets, StudyReader.Read(runs, plan.By), mixed);
    }

    /// <summary>Makes the report of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="folder">The report's folder, from which links lead to the runs.</param>
    public static Report Of(Study study, string folder)
    {
        var links = new RunLinks(Path.GetFullPath(folder));
        var tables = study.Comparisons.SelectMany(result => result.Pairs.Count == 0 ? [GroupsTable.Of(result)] : new[] { GroupsTable.Of(result), PairsTable.Of(result) })
            .Concat(study.Targets.SelectMany(target => TargetTables.Of(target, study.By)));
        var runs = RunsTable.Of(study.Runs, [.. study.Comparisons.Select(result => result.Request.Metric)], links);
        return new Report(
            study, [.. study.Comparisons.SelectMany(Findings.Of), .. study.Mixed is { } mixed ? [mixed] : Array.Empty<string>()], [.. tables], runs, [.. study.Comparisons.SelectMany(result => Figures(study, result, links)).Concat(SignalPlot.Of(study.Runs, study.Comparisons[0])).DistinctBy(figure => figure.Name)],
            string.Join(' ', MethodsParagraph.English(study)), string.Concat(MethodsParagraph.Chinese(study)));
    }

    private static IEnumerable<ReportFigure> Figures(Study study, ComparisonResult result, RunLinks links) =>
        new[] { StripPlot.Of(study.Runs, result, links), RankPlot.Of(result), CurvePlot.Of(study.Runs, result) }
            .Concat(ResultGrid.Of(study.Runs, result).Select(grid => GridPlot.Of(grid, result)))
            .Append(ProfilePlot.Of(study.Runs, result))
            .OfType<ReportFigure>();
}
