namespace Experiments.Statistics;

/// <summary>A confidence interval.</summary>
/// <param name="Level">Confidence level, such as 0.95.</param>
public readonly record struct Interval(double Low, double High, double Level)
{
    internal static void ThrowIfNoLevel(double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level must lie between 0 and 1.");
    }
}
