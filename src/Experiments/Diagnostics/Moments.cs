using static TorchSharp.torch;

namespace Experiments.Diagnostics;

/// <summary>Mean, variance and second moment over all numbers of a tensor, computed in float64.</summary>
/// <param name="Mean">E[x].</param>
/// <param name="Variance">E[(x − E[x])²], divided by the number of values.</param>
/// <param name="SecondMoment">E[x²].</param>
public readonly record struct Moments(double Mean, double Variance, double SecondMoment)
{
    /// <summary>The moments of a tensor's values.</summary>
    public static Moments Of(Tensor values)
    {
        using var noGradients = no_grad();
        var (mean, variance) = InFloat64.Moments(values);
        // Steiner: no second pass over the values.
        return new Moments(mean, variance, variance + (mean * mean));
    }
}
