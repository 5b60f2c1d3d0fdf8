using MathNet.Numerics.Distributions;

namespace Experiments.Signal.Predict;

/// <summary>Computes 99 % bands from a mean and a standard deviation.</summary>
public static class PredictionBand
{
    /// <summary>Share of networks whose measured number lies in the band, if the assumed distribution is right.</summary>
    public const double Share = 0.99;

    /// <summary>Relative error of a number that theory predicts exactly. This error comes from float32 and from the ε of
    /// normalisations.</summary>
    public const double Rounding = 1e-4;

    /// <summary>Relative error of the correction for values that are not normally distributed, as measured after batch normalisations and
    /// additions.</summary>
    public const double ShareOfCorrection = 0.3;

    private const double Tail = (1 - Share) / 2;

    /// <summary>Measured relative error of the corrections for the backward pass of batch normalisation (E 1/s² and the removed part of the
    /// gradient).</summary>
    public const double ShareOfNormCorrection = 0.2;

    private const double LargeShape = 1000;

    private static readonly double Quantile = Normal.InvCDF(0, 1, 1 - Tail);

    /// <summary>
    /// Returns a band around a mean. For a number that can't be negative, the result is the union of two bands with this mean and standard
    /// deviation. The band of a gamma distribution suits a sum over units (χ² with n degrees of freedom for n units). The band of a
    /// log-normal distribution suits a product over layers (Hanin and Nica, Products of many large random matrices and gradients in deep
    /// neural networks, 2020). For any other number, the result is the band of a normal distribution.
    /// </summary>
    /// <param name="value">The mean; 0 or more if <paramref name="isPositive"/>.</param>
    /// <param name="deviation">The standard deviation, 0 or more.</param>
    /// <param name="isPositive">Whether the number can't be negative.</param>
    /// <param name="error">Error of the theory, the same for every seed; 0 or more.</param>
    public static Predicted Of(double value, double deviation, bool isPositive, double error = 0)
    {
        var all = Math.Sqrt((deviation * deviation) + (error * error));
        if (!isPositive || value <= 0 || all <= 0 || !double.IsFinite(all / value))
            return new Predicted(value, deviation, value - (Quantile * all), value + (Quantile * all)) { Error = error };
        var relative = all / value;
        var shape = 1 / (relative * relative);
        var spread = Math.Sqrt(Math.Log(1 + (relative * relative)));
        var low = Math.Min(Math.Exp(-spread * ((spread / 2) + Quantile)), GammaQuantile(shape, Tail));
        var high = Math.Max(Math.Exp(-spread * ((spread / 2) - Quantile)), GammaQuantile(shape, 1 - Tail));
        return new Predicted(value, deviation, value * low, value * high) { Error = error };
    }

    // Quantile of a gamma distribution with mean 1. Shapes below 1 are not used: such a wide distribution comes from a product over layers.
    // For large shapes, Wilson and Hilferty's cube-root approximation is exact to 1e-6.
    private static double GammaQuantile(double shape, double probability)
    {
        if (shape < LargeShape)
            return Gamma.InvCDF(Math.Max(shape, 1), Math.Max(shape, 1), probability);
        var variance = 1 / (9 * shape);
        return Math.Pow(1 - variance + (Normal.InvCDF(0, 1, probability) * Math.Sqrt(variance)), 3);
    }
}
