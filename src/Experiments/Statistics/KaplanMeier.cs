using MathNet.Numerics.Distributions;

namespace Experiments.Statistics;

/// <summary>
/// Product-limit estimate for waiting times with censoring: S(t) = ∏ over event times tᵢ ≤ t of (1 − dᵢ / nᵢ). Here dᵢ is the number of
/// events at tᵢ and nᵢ the number of observations at risk just before tᵢ (Kaplan and Meier 1958). A run that did not reach its target is
/// censored: the run is included in every nᵢ up to its last step, and in no dᵢ.
/// </summary>
public sealed class KaplanMeier
{
    private KaplanMeier(int count, int events, double lastTime, IReadOnlyList<SurvivalStep> steps) =>
        (Count, Events, LastTime, Steps) = (count, events, lastTime, steps);

    /// <summary>Number of observations, including censored observations.</summary>
    public int Count { get; }

    /// <summary>Number of observations that are not censored.</summary>
    public int Events { get; }

    /// <summary>Longest time of any observation; 0 without observations.</summary>
    public double LastTime { get; }

    /// <summary>Time up to which the curve is known: <see cref="LastTime"/>, or infinity if no observation is censored.</summary>
    public double LatestHorizon => Count > 0 && Events == Count ? double.PositiveInfinity : LastTime;

    /// <summary>Steps of the curve in order of time; S is 1 before the first step.</summary>
    public IReadOnlyList<SurvivalStep> Steps { get; }

    /// <exception cref="ArgumentException">A time is negative or not finite.</exception>
    public static KaplanMeier Of(IReadOnlyList<Waiting> observations)
    {
        if (observations.Any(observation => !double.IsFinite(observation.Time) || observation.Time < 0))
            throw new ArgumentException("A time must be finite and not negative.", nameof(observations));
        var steps = new List<SurvivalStep>();
        var (share, spread) = (1.0, 0.0);
        foreach (var events in observations.Where(observation => observation.Happened).GroupBy(observation => observation.Time)
            .OrderBy(group => group.Key))
        {
            double atRisk = observations.Count(observation => observation.Time >= events.Key), happened = events.Count();
            share *= 1 - (happened / atRisk);
            spread += happened / (atRisk * (atRisk - happened));
            steps.Add(new SurvivalStep(events.Key, (int)atRisk, (int)happened, share, spread));
        }
        var last = observations.Count == 0 ? 0 : observations.Max(observation => observation.Time);
        return new KaplanMeier(observations.Count, observations.Count(observation => observation.Happened), last, steps);
    }

    /// <summary>Returns S(t), the share of observations that last longer than <paramref name="time"/>.</summary>
    public double At(double time) => Steps.LastOrDefault(step => step.Time <= time)?.Share ?? 1;

    /// <summary>First time at which S is at most one half; null if S stays above one half.</summary>
    public double? Median => Steps.FirstOrDefault(step => IsAtMost(step.Share, 0.5))?.Time;

    /// <summary>
    /// Computes the interval of the median: the times at which log(−log S) ± z · σ contains log(−log ½), with Greenwood's
    /// σ² = Σ dᵢ / (nᵢ(nᵢ − dᵢ)) / (log S)² (Brookmeyer and Crowley 1982, log-log). The upper end is infinite if the curve does not fall
    /// far enough to reach it. The result is null if the curve reaches neither end.
    /// </summary>
    /// <param name="level">1 − α.</param>
    public (double Low, double High)? MedianInterval(double level = 0.95)
    {
        Interval.ThrowIfNoLevel(level);
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var low = Steps.FirstOrDefault(step => IsAtMost(step.Bounds(z).Low, 0.5));
        var high = Steps.FirstOrDefault(step => IsAtMost(step.Bounds(z).High, 0.5));
        return low is null ? null : (low.Time, high?.Time ?? double.PositiveInfinity);
    }

    /// <summary>
    /// Computes the mean time up to a horizon, ∫₀^τ S(t) dt. An observation that lasts longer counts as τ. This mean always exists for τ up
    /// to the longest observation, unlike the median. If no observation is censored, the mean exists for every τ.
    /// </summary>
    /// <param name="horizon">τ, between 0 and <see cref="LatestHorizon"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is beyond <see cref="LatestHorizon"/>.</exception>
    public double RestrictedMean(double horizon)
    {
        if (horizon < 0 || horizon > LatestHorizon)
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "The horizon must be between 0 and the longest time observed.");
        var (area, since, share) = (0.0, 0.0, 1.0);
        foreach (var step in Steps.TakeWhile(step => step.Time < horizon))
        {
            area += share * (step.Time - since);
            (since, share) = (step.Time, step.Share);
        }
        return area + (share * (horizon - since));
    }

    // Rounding makes products such as 2/3 · 3/4 differ slightly from one half.
    private static bool IsAtMost(double share, double limit) => share <= limit + 1e-12;
}
