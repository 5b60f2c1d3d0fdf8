namespace Experiments.Benchmarks.Coverage;

/// <summary>One predicted number of a network, with each seed's measurement.</summary>
/// <param name="Predicted">One prediction per seed, because gradients are relative to the last gradient of the same seed. Null without a
/// prediction.</param>
/// <param name="Scales">One scale per seed: the prediction; for a mean, the square root of the predicted second moment.</param>
internal sealed record Number(string Layer, string Quantity, IReadOnlyList<Predicted?> Predicted, IReadOnlyList<double> Measured,
    IReadOnlyList<double> Scales)
{
    // Smallest relative spread over seeds for which the width is computed. If the seeds differ by less than one percent, float32, ε and the
    // Gaussian limit change the numbers as much as the seeds do.
    private const double LeastSpread = 0.01;
    private const double NormalQuantile = 1.959963985;

    public int Inside => Predicted.Where((one, seed) => IsPredicted(seed) && one!.Contains(Measured[seed])).Count();

    /// <summary>Number of seeds without a valid prediction (missing, NaN, or not positive). Such a seed counts as outside the
    /// band.</summary>
    public int Unpredicted => Enumerable.Range(0, Measured.Count).Count(seed => !IsPredicted(seed));

    /// <summary>For each seed, the measured number minus the predicted number, in units of the scale; NaN without a prediction.</summary>
    public double[] Residuals => [.. Measured.Select((measured, seed) =>
        IsPredicted(seed) ? (measured - Predicted[seed]!.Value) / Scales[seed] : double.NaN)];

    /// <summary>Standard deviation of <see cref="Residuals"/> over the seeds.</summary>
    public double Spread => Deviation(Residuals);

    /// <summary>
    /// Width of the band divided by the width of the interval that contains 95% of the seeds. Null if the seeds differ by less than 1%.
    /// </summary>
    public double? Width
    {
        get
        {
            var spread = Spread;
            return spread > LeastSpread && double.IsFinite(spread)
                ? Predicted.Zip(Scales, (one, scale) => (one!.High - one.Low) / scale).Average()
                    / (2 * NormalQuantile * spread / Shrinkage(Measured.Count))
                : null;
        }
    }

    private bool IsPredicted(int seed) =>
        Predicted[seed] is { } one && double.IsFinite(one.Value) && Scales[seed] > 0 && double.IsFinite(Scales[seed]);

    public static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    // Returns the factor c₄ = √(2/(n−1)) Γ(n/2) / Γ((n−1)/2), by which the standard deviation of n values is too small on average.
    private static double Shrinkage(int values) => Math.Sqrt(2.0 / (values - 1))
        * Math.Exp(MathNet.Numerics.SpecialFunctions.GammaLn(values / 2.0) - MathNet.Numerics.SpecialFunctions.GammaLn((values - 1) / 2.0));
}
