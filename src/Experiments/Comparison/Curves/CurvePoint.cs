using Experiments.Statistics;

namespace Experiments.Comparison.Curves;

/// <summary>A label at one moment of training.</summary>
/// <param name="Step">Updates made.</param>
/// <param name="Mean">Mean over the seeds, in the metric's unit.</param>
/// <param name="Interval">Student's interval of it; null for fewer than two seeds.</param>
/// <param name="Seeds">How many seeds it rests on.</param>
public sealed record CurvePoint(long Step, double Mean, Interval? Interval, int Seeds);
