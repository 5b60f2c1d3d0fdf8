using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// std = gain · √(2 / (fan_in + fan_out)). The variance is the harmonic mean of the variance that preserves the forward signal and the
/// variance that preserves the gradient. Some lecture notes call other variances Xavier, such as 1/fan_in, 1/fan_out or another mean of
/// these two; the option <c>mode</c> selects them. X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward
/// neural networks, 2010.
/// </summary>
public abstract record XavierScheme : GainScheme
{
    [Option("mode",
        "Which fan to use in the formula variance = gain² / fan. fan_avg is the mean of fan_in and fan_out, as in PyTorch; the variance is "
            + "then the harmonic mean of 1/fan_in and 1/fan_out. fan_harmonic is the harmonic mean of the fans; the variance is then the "
            + "mean of 1/fan_in and 1/fan_out. fan_geo_avg is their geometric mean.",
        Allowed = ["fan_in", "fan_out", "fan_avg", "fan_harmonic", "fan_geo_avg"])]
    public string Mode { get; init; } = "fan_avg";

    private protected abstract Distribution Distribution { get; }

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => Mode != "fan_avg" || Distribution == Distribution.TruncatedNormal
        ? base.PyTorch(target, tensor)
        : Py.Call($"nn.init.xavier_{(Distribution == Distribution.Uniform ? "uniform" : "normal")}_", [tensor],
            ("gain", GainFor(target), 1));

    private protected sealed override VarianceScaling Primitive(InitTarget target) =>
        new(GainFor(target), VarianceScaling.ModeOf(Mode), Distribution);
}
