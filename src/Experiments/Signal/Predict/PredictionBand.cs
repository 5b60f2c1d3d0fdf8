using MathNet.Numerics.Distributions;

namespace Experiments.Signal.Predict;

/// <summary>Bands of 99 in 100 from a mean and a standard deviation.</summary>
public static class PredictionBand
{
    /// <summary>Share of networks whose measured number falls into the band, if the assumed distribution holds.</summary>
    public const double Share = 0.99;

    /// <summary>Relative error that float32 and a normalisation's ε leave in a number that theory gives exactly.</summary>
    public const double Rounding = 1e-4;

    /// <summary>Share of the correction for non-normal values that may be missing; measured
    /// behind batch normalisations and additions.</summary>
    public const double ShareOfCorrection = 0.3;

    private const double Tail = (1 - Share) / 2;

    /// <summary>Relative error of the backward corrections of batch normalisation (E 1/s², and the
    /// removed part of the gradient); measured too.</summary>
    public const double ShareOfNormCorrection = 0.2;

    private const double LargeShape = 1000;

    private static readonly double Quantile = Normal.InvCDF(0, 1, 1 - Tail);

    /// <summary>
    /// A band about a mean. A number that can't be negative has the union of two bands: that of a gamma distribution (a sum over units:
    /// with n of them, χ² with n degrees of freedom) and that of a log-normal one (a product over layers; Hanin and Nica, Products of many
    /// large random matrices and gradients in deep neural networks, 2020), both with this mean and standard
    /// deviation. Any other number has the normal one.
    /// </summary>
    /// <param name="value">The mean; 0 or more where <paramref name="isPositive"/>.</param>
    /// <param name="deviation">The standard deviation, 0 or more.</param>
    /// <param name="isPositive">Whether the number can't be negative.</param>
    /// <param name="error">How far theory may be off, the same for every seed, 0 or more.</param>
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

    // Of mean 1. A shape below 1 would have its mode at 0; so wide a spread comes from a product over layers. For large shapes Wilson and
    // Hilferty's cube root of a χ² is exact to 1e-6.
    private static double GammaQuantile(double shape, double probability)
    {
        if (shape < LargeShape)
            return Gamma.InvCDF(Math.Max(shape, 1), Math.Max(shape, 1), probability);
        var variance = 1 / (9 * shape);
        return Math.Pow(1 - variance + (Normal.InvCDF(0, 1, probability) * Math.Sqrt(variance)), 3);
    }
}
