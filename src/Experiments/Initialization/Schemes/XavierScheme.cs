namespace Experiments.Initialization;

/// <summary>
/// std = gain · √(2 / (fan_in + fan_out)): the variance is the harmonic mean of the one that keeps the forward signal and the one that
/// keeps the gradient. In lecture notes Xavier also means 1/fan_in, 1/fan_out or another mean of the two: see <c>mode</c>.
/// X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010.
/// </summary>
public abstract record XavierScheme : GainScheme
{
    [Option("mode", "The fan in variance = gain² / fan: fan_avg is the mean of the two, PyTorch's 2 / (fan_in + fan_out) and the harmonic "
        + "mean of 1/fan_in and 1/fan_out; fan_harmonic is the harmonic mean of the fans, so the variance is the mean of 1/fan_in and "
        + "1/fan_out; fan_geo_avg their geometric mean.",
        Allowed = ["fan_in", "fan_out", "fan_avg", "fan_harmonic", "fan_geo_avg"])]
    public string Mode { get; init; } = "fan_avg";

    private protected abstract Distribution Distribution { get; }

    private protected sealed override VarianceScaling Primitive(InitTarget target) =>
        new(GainFor(target), VarianceScaling.ModeOf(Mode), Distribution);
}
