using Experiments.Models;
using Experiments.Options.Expressions;

namespace Experiments.Initialization;

/// <summary>
/// variance = scale / fan, with fans that respect groups. The names are those of JAX and Keras, and so is truncated_normal: both cut at two
/// standard deviations of a normal distribution that is widened by 1/0.8796, so that the result has the variance asked for; cut without
/// widening, it would have 0.7737 of it. (Keras calls normal untruncated_normal.)
/// </summary>
public sealed record VarianceScalingScheme : FanScheme
{
    [Option("scale", "Variance times fan: 1 is LeCun, 2 Kaiming for ReLU.", Minimum = 0, ExclusiveMinimum = true)]
    public Expression Scale { get; init; } = 1;

    [Option("mode",
        "Which fan divides the variance; fan_avg is the mean of the two, fan_harmonic the harmonic mean (so the variance is the "
            + "mean of scale/fan_in and scale/fan_out), fan_geo_avg the geometric mean.",
        Allowed = ["fan_in", "fan_out", "fan_avg", "fan_harmonic", "fan_geo_avg"])]
    public string Mode { get; init; } = "fan_in";

    [Option("distribution",
        "truncated_normal is cut at two of its own standard deviations and widened so that the variance is as asked for.",
        Allowed = ["uniform", "normal", "truncated_normal"])]
    public string Shape { get; init; } = "normal";

    private protected override Fans FansOf(InitTarget target) => target.ConnectionFans;

    private Distribution OfShape =>
        Shape switch { "uniform" => Distribution.Uniform, "normal" => Distribution.Normal, _ => Distribution.TruncatedNormal };

    private protected override VarianceScaling Primitive(InitTarget target) =>
        new(Math.Sqrt(target.ValueOf(Scale)), VarianceScaling.ModeOf(Mode), OfShape);
}
