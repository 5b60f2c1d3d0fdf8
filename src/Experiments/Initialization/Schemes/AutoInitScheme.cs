namespace Experiments.Initialization;

/// <summary>
/// AutoInit: the variance of a layer's weights is <c>target_variance / Σ E x²</c>, with the sum over the inputs of a unit, so that each
/// layer's outputs have mean 0 and the target variance. E x² is predicted from the layers before, without data: through activations,
/// normalisation, dropout and residual connections. G. Bingham and R. Miikkulainen, AutoInit: analytic signal-preserving weight
/// initialization for neural networks, 2023.
/// </summary>
/// <remarks>
/// With biases of 0 and no padding, the variances are those of the authors' code. In a padded convolution, the average over all positions
/// is the target; the authors ignore the border.
/// </remarks>
public sealed record AutoInitScheme : Scheme
{
    [Option("target_variance", "Variance of each layer's outputs.", Minimum = 0, ExclusiveMinimum = true)]
    public double TargetVariance { get; init; } = 1;

    [Option("input_second_moment", "Mean square of the network's input; 1 for standardised data.", Minimum = 0, ExclusiveMinimum = true)]
    public double InputSecondMoment { get; init; } = 1;

    [Option("distribution",
        "Shape of the distribution. truncated_normal is truncated at two standard deviations and widened to have the computed variance.",
        Allowed = ["uniform", "normal", "truncated_normal"])]
    public string Shape { get; init; } = "truncated_normal";

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        if (!target.IsMatrix)
            return "sets only weights of linear and convolution layers; set init.bias to zeros, as the paper does";
        return target.Shape.Count >= 2 && !target.Shape.Contains(0) ? null : "needs a weight with at least two dimensions and with entries";
    }

    /// <summary>Excess kurtosis of the weights, which the prediction of the bands uses.</summary>
    internal double ExcessKurtosis => VarianceScalingScheme.DistributionOf(Shape).ExcessKurtosis();

    /// <summary>Returns the scheme for a layer with this Σ E x².</summary>
    internal VarianceScalingScheme For(InitTarget target, double sumOfSquares) =>
        new() { Scale = TargetVariance * target.ConnectionFans.In / sumOfSquares, Shape = Shape };

    // The variance is unknown until the signal is predicted.
    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => null;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        throw new InvalidOperationException("The prediction replaces this scheme before the weights are drawn.");
}
