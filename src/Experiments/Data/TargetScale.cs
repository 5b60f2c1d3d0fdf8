namespace Experiments.Data;

/// <summary>Mean and standard deviation of the training rows' targets. If the network's output is t, the predicted target is <c>Mean + Std
/// · t</c>.</summary>
public sealed record TargetScale(double Mean, double Std)
{
    /// <summary>Computes mean and population standard deviation of some values. If all values are equal, the deviation is 1, so that the
    /// values are only centred.</summary>
    public static TargetScale Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var std = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        // Equal values can differ from their rounded mean in the last digit. The standard deviation of such values counts as 0.
        return new TargetScale(mean, std > 1e-12 * Math.Abs(mean) ? std : 1);
    }

    public double Standardize(double value) => (value - Mean) / Std;

    public double Restore(double value) => Mean + (Std * value);

    /// <summary>Returns the values in the target's units, in float64.</summary>
    public Tensor Restore(Tensor values) => values.to(ScalarType.Float64).mul(Std).add(Mean);
}
