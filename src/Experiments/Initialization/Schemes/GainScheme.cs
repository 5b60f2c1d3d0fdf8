using Experiments.Options.Expressions;

namespace Experiments.Initialization;

/// <summary>A scheme whose gain is an option: a number, or the non-linearity that it compensates for.</summary>
public abstract record GainScheme : FanScheme, IValidated
{
    [Option("gain", "Factor on the standard deviation.", Minimum = 0, ExclusiveMinimum = true)]
    public Expression GainValue { get; init; } = 1;

    [Option("nonlinearity",
        "Take the gain from PyTorch's calculate_gain in place of gain; auto: of the activation that follows the layer; "
            + "variance_preserving: "
            + "computed for that activation.",
        Allowed = ["linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid", "tanh",
            "relu", "leaky_relu", "selu", Gains.Auto, Gains.Computed])]
    public string? Nonlinearity { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Nonlinearity is not null && !GainValue.Equals(1))
            yield return "gain and nonlinearity both set the gain; give one of them";
    }

    private protected double GainFor(InitTarget target) =>
        Nonlinearity is null ? target.ValueOf(GainValue) : Gains.For(Nonlinearity, slope: null, target.Layer.Activation);
}
