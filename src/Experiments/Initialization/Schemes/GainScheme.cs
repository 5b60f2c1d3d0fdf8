using Experiments.Options.Expressions;

namespace Experiments.Initialization;

/// <summary>A scheme with a gain option: a number, or the name of the activation for which the gain compensates.</summary>
public abstract record GainScheme : FanScheme, IValidated
{
    [Option("gain", "Factor on the standard deviation.", Minimum = 0, ExclusiveMinimum = true)]
    public Expression GainValue { get; init; } = 1;

    [Option("nonlinearity",
        "Nonlinearity whose gain (PyTorch's calculate_gain) replaces the key gain; auto: the activation after the layer; "
            + "variance_preserving: the gain that preserves the variance under that activation, computed numerically.",
        Allowed = ["linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid", "tanh",
            "relu", "leaky_relu", "selu", Gains.Auto, Gains.Computed])]
    public string? Nonlinearity { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Nonlinearity is not null && !GainValue.Equals(1))
            yield return "gain and nonlinearity both set the gain; set only one of them";
    }

    private protected double GainFor(InitTarget target) =>
        Nonlinearity is null ? target.ValueOf(GainValue) : Gains.For(Nonlinearity, slope: null, target.Layer.Activation);
}
