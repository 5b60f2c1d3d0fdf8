using Experiments.Models;
using Experiments.Options.Expressions;

namespace Experiments.Initialization;

/// <summary>
/// variance = scale / fan, with fans per group. Names are as in JAX and Keras (Keras calls 'normal' 'untruncated_normal'). As in both
/// libraries, 'truncated_normal' truncates a normal distribution at two standard deviations and multiplies the values by 1/0.8796, so that
/// the result has the requested variance. Without this factor, the variance would be 0.7737 times the requested variance.
/// </summary>
public sealed record VarianceScalingScheme : FanScheme
{
    [Option("scale", "The variance multiplied by the fan: 1 gives LeCun, 2 gives Kaiming for ReLU.", Minimum = 0, ExclusiveMinimum = true)]
    public Expression Scale { get; init; } = 1;

    [Option("mode",
        "Which fan to use in the formula variance = scale / fan. fan_avg is the mean of fan_in and fan_out, fan_harmonic their harmonic "
            + "mean (so the variance is the mean of scale/fan_in and scale/fan_out), fan_geo_avg their geometric mean.",
        Allowed = ["fan_in", "fan_out", "fan_avg", "fan_harmonic", "fan_geo_avg"])]
    public string Mode { get; init; } = "fan_in";

    [Option("distribution",
        "Shape of the distribution. truncated_normal is truncated at two standard deviations and widened to have the requested variance.",
        Allowed = ["uniform", "normal", "truncated_normal"])]
    public string Shape { get; init; } = "normal";

    private protected override Fans FansOf(InitTarget target) => target.ConnectionFans;

    /// <summary>Parses a config's word for the distribution.</summary>
    internal static Distribution DistributionOf(string word) =>
        word switch { "uniform" => Distribution.Uniform, "normal" => Distribution.Normal, _ => Distribution.TruncatedNormal };

    private protected override VarianceScaling Primitive(InitTarget target) =>
        new(Math.Sqrt(target.ValueOf(Scale)), VarianceScaling.ModeOf(Mode), DistributionOf(Shape));
}
