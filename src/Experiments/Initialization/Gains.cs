using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>Factors that compensate for the activation after a layer.</summary>
public static class Gains
{
    /// <summary>Name of the default gain for the activation after the layer. This is the gain from PyTorch's table if the table contains
    /// the activation, otherwise the computed gain.</summary>
    public const string Auto = "auto";

    /// <summary>Name of the computed gain for the activation after the layer.</summary>
    public const string Computed = "variance_preserving";

    private static readonly string[] LinearNames =
        ["linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d"];

    /// <summary>Names that <see cref="Calculate"/> accepts.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. LinearNames, "sigmoid", "tanh", "relu", "leaky_relu", "selu"];

    /// <summary>
    /// PyTorch's <c>calculate_gain</c>: 1 for linear, convolutions and sigmoid, 5/3 for tanh, √2 for relu, √(2 / (1
    /// + slope²)) for leaky_relu, 3/4 for selu.
    /// </summary>
    /// <remarks>The gain 3/4 for SELU is empirical and does not preserve the variance; the gain 1 preserves it. The value 3/4 is included
    /// for compatibility with PyTorch.</remarks>
    /// <param name="nonlinearity">Name as in <c>torch.nn.functional</c>.</param>
    /// <param name="param">Slope of leaky_relu, 0.01 if null; other functions ignore it.</param>
    /// <exception cref="InputException">The table does not contain the name.</exception>
    public static double Calculate(string nonlinearity, double? param = null) => nonlinearity switch
    {
        "sigmoid" => 1,
        "tanh" => 5.0 / 3,
        "relu" => Math.Sqrt(2.0),
        "leaky_relu" => Math.Sqrt(2.0 / (1 + Math.Pow(param ?? 0.01, 2))),
        "selu" => 3.0 / 4,
        _ when LinearNames.Contains(nonlinearity) => 1,
        _ => throw new InputException(
            $"nonlinearity '{nonlinearity}' has no gain in PyTorch's table; allowed are "
                + $"{string.Join(", ", Known)}{Names.DidYouMean(nonlinearity, Known)}"),
    };

    /// <summary>
    /// Computes the gain g that keeps the second moment of pre-activations at 1 from layer to layer, <c>g = 1 / √E φ(z)²</c> with z ~ N(0,
    /// 1):
    /// √2 for relu, 1 for selu, 1.5925 for tanh.
    /// </summary>
    public static double VariancePreserving(ActivationOptions activation) =>
        1 / Math.Sqrt(GaussianExpectation.Of(z => activation.Value(z) * activation.Value(z), activation.Kinks));

    /// <summary>Returns the gain of a layer for a scheme's <c>nonlinearity</c> option.</summary>
    /// <param name="nonlinearity">A name of PyTorch's table, <see cref="Auto"/> or <see cref="Computed"/>.</param>
    /// <param name="slope">Slope of leaky_relu.</param>
    /// <param name="activation">The activation after the layer; null means linear, for example after the last layer.</param>
    public static double For(string nonlinearity, double? slope, ActivationOptions? activation) => nonlinearity switch
    {
        Computed => activation is null ? 1 : VariancePreserving(activation),
        Auto => OfActivation(activation),
        _ => Calculate(nonlinearity, slope),
    };

    private static double OfActivation(ActivationOptions? activation) => activation switch
    {
        null => Calculate("linear"),
        SigmoidActivation => Calculate("sigmoid"),
        TanhActivation => Calculate("tanh"),
        SeluActivation => Calculate("selu"),
        ReluActivation => Calculate("relu"),
        { Family: ActivationFamily.Rectifier } => Calculate("leaky_relu", activation.NegativeSlope),
        { Family: ActivationFamily.Linear } => Calculate("linear"),
        _ => VariancePreserving(activation),
    };
}
