using Experiments.Reports.Methods;
using Experiments.Reports.Tables;

namespace Experiments.Reports;

/// <summary>A report as data, independent of the output format.</summary>
/// <param name="Findings">Findings, each one sentence.</param>
/// <param name="Tables">All tables except the table of the runs.</param>
public sealed record Report(
    Study Study, IReadOnlyList<string> Findings, IReadOnlyList<ReportTable> Tables, ReportTable Runs, IReadOnlyList<ReportFigure> Figures,
    string MethodsEnglish, string MethodsChinese);
