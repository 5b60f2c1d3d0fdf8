using Experiments.Reports.Methods;
using Experiments.Reports.Tables;

namespace Experiments.Reports;

/// <summary>A report as data: the same whatever it is written as.</summary>
/// <param name="Study">What it is about.</param>
/// <param name="Findings">What came out, a sentence each.</param>
/// <param name="Tables">The tables, for people.</param>
/// <param name="Runs">The table of all runs.</param>
/// <param name="Figures">The figures.</param>
/// <param name="MethodsEnglish">The methods paragraph.</param>
/// <param name="MethodsChinese">The same in Chinese.</param>
public sealed record Report(
    Study Study, IReadOnlyList<string> Findings, IReadOnlyList<ReportTable> Tables, ReportTable Runs, IReadOnlyList<ReportFigure> Figures, string MethodsEnglish, string MethodsChinese);
