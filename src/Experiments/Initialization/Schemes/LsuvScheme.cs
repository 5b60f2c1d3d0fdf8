namespace Experiments.Initialization;

/// <summary>
/// Layer-sequential unit variance: orthogonal weights; then layer by layer, in the order of the forward pass, the weight is multiplied by
/// <c>√(target_variance / Var(z))</c> until the variance of the layer's outputs z over a batch, all examples, units and positions together,
/// differs from the target by less than tolerance times the target. D. Mishkin and J. Matas, All you need is a good init, 2016.
/// </summary>
/// <remarks>
/// The batch is the first examples of the training split. Outputs are those of the layer itself, bias included, before normalisation and
/// activation. With biases of zero one multiplication is exact, and the next pass confirms it.
/// </remarks>
public sealed record LsuvScheme : CalibratedScheme
{
    // Without a bias the variance changes by the square of the factor; below this share of it, the
    // outputs don't depend on the weight's size.
    private const double Unmoved = 1e-3;

    // Some roundings of float32, 6e-8 each.
    private const double FloatLimit = 1e-6;

    [Option("target_variance", "Variance that each layer's outputs are given.", Minimum = 0, ExclusiveMinimum = true)]
    public double TargetVariance { get; init; } = 1;

    [Option("tolerance", "A layer is left as it is once the variance differs from the target by less than this share of it.",
        Minimum = 0, ExclusiveMinimum = true, Maximum = 1)]
    public double Tolerance { get; init; } = 0.1;

    [Option("max_iterations", "How often a layer is scaled at most; a warning says where it was not enough.", Minimum = 1, Maximum = 1000)]
    public int MaxIterations { get; init; } = 10;

    [Option("batch_size", "How many examples from the start of the training split the variance is taken over; all where there are fewer.",
        Minimum = 2, Maximum = 1_000_000)]
    public int BatchSize { get; init; } = 256;

    /// <inheritdoc/>
    public override int Examples => BatchSize;

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        if (!target.IsMatrix)
            return "scales the weights of linear and convolution layers by their outputs, and nothing else";
        return target.Shape.Count >= 2 && !target.Shape.Contains(0) ? null : "needs a weight of two dimensions or more that has entries";
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => null;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        new OrthogonalScheme().Fill(tensor, target, generator);

    /// <inheritdoc/>
    public override string? Calibrate(LayerProbe layer)
    {
        var variance = Variance(layer);
        for (var iteration = 0; !IsMet(variance) && iteration < MaxIterations; iteration++)
        {
            var (before, factor) = (variance, Math.Sqrt(TargetVariance / variance));
            layer.Weight.mul_(factor);
            variance = Variance(layer);
            if (iteration > 0 || Math.Abs((variance / before) - 1) > Unmoved * Math.Abs((factor * factor) - 1))
                continue;
            // Nothing would stop the weight from growing or vanishing.
            layer.Weight.div_(factor);
            return "scaling the weight hardly changes the layer's outputs, as where weights are standardised or a bias outweighs them, so "
                + "it keeps its start";
        }
        if (!IsMet(variance))
        {
            var remedy = Tolerance < FloatLimit
                ? "float32 does no better than about 1e-6, so raise tolerance"
                : "raise max_iterations, or start the bias smaller";
            return string.Create(CultureInfo.InvariantCulture,
                $"after {MaxIterations} scalings the variance of the outputs is {variance:0.####}, "
                    + $"{Math.Abs((variance / TargetVariance) - 1):G3} of it away from {TargetVariance} where tolerance is {Tolerance:G3}; "
                    + $"{remedy}");
        }
        return layer.Target.Layer.FollowedByNorm
            ? "a normalisation follows and sets the scale anew, so that orthogonal weights without data would start alike"
            : null;
    }

    private bool IsMet(double variance) => Math.Abs(variance - TargetVariance) < Tolerance * TargetVariance;

    private static double Variance(LayerProbe layer)
    {
        var variance = layer.Measure(VarianceOf);
        var name = layer.Target.FullName;
        if (double.IsNaN(variance))
            throw new InputException(
                $"init: {name}: lsuv can't measure the outputs, because the network's forward pass does not call the layer, or they are "
                    + $"not finite.");
        return variance > 0 && double.IsFinite(variance)
            ? variance
            : throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"init: {name}: lsuv can't scale the weight, because the variance of the layer's outputs on the first training examples is "
                    + $"{variance}; is everything before it zero?"));
    }

    private static double VarianceOf(Tensor outputs)
    {
        using var scope = NewDisposeScope();
        var exact = outputs.to_type(ScalarType.Float64);
        return exact.sub(exact.mean()).square().mean().item<double>();
    }
}
