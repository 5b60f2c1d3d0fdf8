namespace Experiments.Initialization;

/// <summary>The number (fan) by which the variance of a weight is divided.</summary>
public enum FanMode
{
    /// <summary>Preserves the variance of the forward signal.</summary>
    FanIn,

    /// <summary>Preserves the variance of the back-propagated gradient.</summary>
    FanOut,

    /// <summary>
    /// The arithmetic mean of fan_in and fan_out, so that the variance <c>2 g² / (fan_in + fan_out)</c> is the harmonic mean of <c>g² /
    /// fan_in</c> and
    /// <c>g² / fan_out</c>: Glorot and Bengio's compromise.
    /// </summary>
    FanAverage,

    /// <summary>
    /// The harmonic mean of fan_in and fan_out, <c>2 / (1/fan_in + 1/fan_out)</c>, so that the variance is the
    /// arithmetic mean of <c>g² / fan_in</c> and <c>g² / fan_out</c>.
    /// </summary>
    FanHarmonic,

    /// <summary>The geometric mean of fan_in and fan_out, <c>√(fan_in · fan_out)</c>, so that the variance is the geometric mean of <c>g² /
    /// fan_in</c> and <c>g² / fan_out</c>.</summary>
    FanGeometric,
}
