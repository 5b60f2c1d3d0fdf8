namespace Experiments.Signal.Measure;

/// <summary>Mean, variance and second moment over all numbers of a tensor, computed in float64.</summary>
/// <param name="Variance">E[(x − E[x])²], divided by the number of values.</param>
/// <param name="SecondMoment">E[x²].</param>
public readonly record struct Moments(double Mean, double Variance, double SecondMoment)
{
    public static Moments Of(Tensor values)
    {
        using var noGradients = no_grad();
        var (mean, variance) = InFloat64.Moments(values);
        // The identity E[x²] = Var(x) + E[x]² avoids a second pass over the values.
        return new Moments(mean, variance, variance + (mean * mean));
    }
}
