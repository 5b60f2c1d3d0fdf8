using Experiments.Options.Describing;
using Experiments.Reports;
using Experiments.Studies.Judging;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Pages;

/// <summary>Formats claims and verdicts for people.</summary>
public static class StudyText
{
    private const int Digits = 4;

    /// <summary>Returns the accepted range: <c>0.5 ± 0.01</c>, <c>≥ 0.9</c>, <c>≤ 0.1</c> or <c>0.1 … 0.9</c>.</summary>
    public static string Expected(ClaimOptions claim) => claim switch
    {
        { Expected: { } expected } => $"{Number(expected.Constant!.Value)} ± {Number(claim.Tolerance!.Constant!.Value)}",
        { AtLeast: not null, AtMost: not null } => $"{Number(claim.Low)} … {Number(claim.High)}",
        { AtLeast: not null } => $"≥ {Number(claim.Low)}",
        _ => $"≤ {Number(claim.High)}",
    };

    public static string Measured(ClaimResult result) => double.IsNaN(result.Measured) && result.Seeds == 0 ? "" : Number(result.Measured);

    /// <summary>Returns the interval over the seeds; empty without one.</summary>
    public static string Interval(ClaimResult result) =>
        result.Interval is { } interval ? $"{Number(interval.Low)} … {Number(interval.High)}" : "";

    /// <summary>Returns the verdict in words.</summary>
    public static string Verdict(ClaimVerdict verdict, Language language = Language.English) => Texts.Of(language)[verdict switch
    {
        ClaimVerdict.Holds => "study.holds",
        ClaimVerdict.DoesNotHold => "study.does_not_hold",
        ClaimVerdict.Open => "study.open",
        ClaimVerdict.NotRun => "study.not_run",
        _ => "study.out_of_date",
    }];

    /// <summary>Formats a number with four significant digits.</summary>
    internal static string Number(double value) => double.IsFinite(value) && value != 0
        ? Math.Abs(value) is >= 1e-4 and < 1e6
            ? decimal.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString("0.############", CultureInfo.InvariantCulture)
            : value.ToString("0.###e+0", CultureInfo.InvariantCulture)
        : ReportText.Number(value);
}
