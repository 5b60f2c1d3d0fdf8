using Experiments.Statistics;

namespace Experiments.Comparison.Curves;

/// <param name="Step">Number of updates so far.</param>
/// <param name="Mean">Mean over the seeds, in the metric's unit.</param>
/// <param name="Interval">Student's interval of the mean; null for fewer than two seeds.</param>
/// <param name="Seeds">Number of seeds in the mean.</param>
public sealed record CurvePoint(long Step, double Mean, Interval? Interval, int Seeds);
