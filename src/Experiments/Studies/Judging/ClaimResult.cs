using Experiments.Statistics;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Judging;

/// <summary>A claim with its measured value and verdict.</summary>
/// <param name="Measured">Mean over the seeds; NaN if the study has no results.</param>
/// <param name="Interval">Student's 95 % interval of the mean, or least and greatest value over the seeds; null without one.</param>
/// <param name="Seeds">Number of seeds; 0 for a number without seeds.</param>
public sealed record ClaimResult(ClaimOptions Claim, double Measured, Interval? Interval, int Seeds, ClaimVerdict Verdict)
{
    /// <summary>Result of a claim whose study was not run, or has changed since.</summary>
    public static ClaimResult Without(ClaimOptions claim, ClaimVerdict verdict) => new(claim, double.NaN, null, 0, verdict);
}
