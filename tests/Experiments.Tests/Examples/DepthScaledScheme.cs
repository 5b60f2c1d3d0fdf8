namespace Experiments.Initialization;

/// <summary>
/// Kaiming's normal distribution with a standard deviation that falls with the number of layers: std = √(2 / fan_in) / L^power with L
/// linear and convolution layers. If each residual branch is a single layer, then with power ½ all L branches together add about as much
/// variance as one branch with Kaiming's weights.
/// </summary>
public sealed record DepthScaledScheme : Scheme
{
    [Option("power", "Exponent of the number of layers.", Minimum = 0)]
    public double Power { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string? Objection(InitTarget target) =>
        target.IsMatrix ? null : "fills the weights of linear and convolution layers only";

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => Primitive(target).Law(target.ConnectionFans);

    /// <inheritdoc/>
    public override double? Gain(InitTarget target) => Math.Sqrt(2) / Math.Pow(target.Layer.DepthCount, Power);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        Primitive(target).Fill(tensor, target.ConnectionFans, generator);

    private VarianceScaling Primitive(InitTarget target) => new(Gain(target)!.Value, FanMode.FanIn, Distribution.Normal);
}
