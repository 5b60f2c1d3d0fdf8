namespace Experiments.Signal.Predict;

/// <summary>The moments E x, E x², E x³ and E x⁴ of a unit's value.</summary>
internal readonly record struct RawMoments(double First, double Second, double Third, double Fourth)
{
    // A variance below this share of the second moment is a rounding error.
    private const double LeastVariance = 1e-9;

    /// <summary>E (x − E x)³ / Var(x)^1.5.</summary>
    public double Skewness =>
        Variance is > 0 and var variance ? (Third - (3 * First * Second) + (2 * First * First * First)) / Math.Pow(variance, 1.5) : 0;

    /// <summary>E (x − E x)⁴ / Var(x)² − 3.</summary>
    public double ExcessKurtosis => Variance is > 0 and var variance
        ? ((Fourth - (4 * First * Third) + (6 * First * First * Second) - (3 * First * First * First * First)) / (variance * variance)) - 3
        : 0;

    private double Variance => Second - (First * First) is var variance && variance > LeastVariance * Second ? variance : 0;

    /// <summary>Computes the moments of a signal at a point from mean, second moment, skewness and kurtosis.</summary>
    public static RawMoments At(SignalState signal, int point)
    {
        var (mean, variance) = (signal.MeanAt(point), signal.VarianceAt(point));
        var third = signal.Skewness * Math.Pow(variance, 1.5);
        return new RawMoments(
            mean, (mean * mean) + variance,
            (mean * mean * mean) + (3 * mean * variance) + third,
            (mean * mean * mean * mean) + (6 * mean * mean * variance) + (4 * mean * third)
                + ((3 + signal.ExcessKurtosis) * variance * variance));
    }

    /// <summary>Computes the moments of a · x + b.</summary>
    public RawMoments Affine(double a, double b) => new(
        (a * First) + b,
        (a * a * Second) + (2 * a * b * First) + (b * b),
        (a * a * a * Third) + (3 * a * a * b * Second) + (3 * a * b * b * First) + (b * b * b),
        (a * a * a * a * Fourth) + (4 * a * a * a * b * Third) + (6 * a * a * b * b * Second) + (4 * a * b * b * b * First)
            + (b * b * b * b));

    /// <summary>Computes the moments of a value that equals x with this probability, and otherwise equals a constant.</summary>
    public RawMoments Or(double probability, double constant)
    {
        var other = 1 - probability;
        var square = constant * constant;
        return new RawMoments(
            (probability * First) + (other * constant), (probability * Second) + (other * square),
            (probability * Third) + (other * square * constant), (probability * Fourth) + (other * square * square));
    }
}
