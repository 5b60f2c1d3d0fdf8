namespace Experiments.Initialization;

/// <summary>
/// Layer-sequential unit variance. Weights start orthogonal. Then, layer by layer in the order of the forward pass, each weight is
/// multiplied by <c>√(target_variance / Var(z))</c>. The multiplication is repeated until Var(z) differs from the target by less than
/// tolerance times the target. Var(z) is the variance of the layer's outputs over all examples, units and positions of a batch. D. Mishkin
/// and J. Matas, All you need is a good init, 2016.
/// </summary>
/// <remarks>
/// The batch is the first examples of the training split. The outputs include the bias; they are measured before normalisation and
/// activation. With zero biases, one multiplication reaches the target, and the next measurement confirms it.
/// </remarks>
public sealed record LsuvScheme : CalibratedScheme
{
    // Without a bias, the variance changes by the square of the factor. If the variance changes by less than this share of the expected
    // change, the outputs don't depend on the weight's size.
    private const double Unmoved = 1e-3;

    // The sum of a few rounding errors of float32, each 6e-8.
    private const double FloatLimit = 1e-6;

    [Option("target_variance", "Target variance of each layer's outputs.", Minimum = 0, ExclusiveMinimum = true)]
    public double TargetVariance { get; init; } = 1;

    [Option("tolerance", "Scaling stops if the variance differs from the target by less than this share of the target.",
        Minimum = 0, ExclusiveMinimum = true, Maximum = 1)]
    public double Tolerance { get; init; } = 0.1;

    [Option("max_iterations", "Maximum number of scalings of a layer; a warning names layers that need more.", Minimum = 1, Maximum = 1000)]
    public int MaxIterations { get; init; } = 10;

    [Option("batch_size", "Number of examples for computing the variance, from the start of the training split; all examples if the "
        + "split is smaller.",
        Minimum = 2, Maximum = 1_000_000)]
    public int BatchSize { get; init; } = 256;

    /// <inheritdoc/>
    public override int Examples => BatchSize;

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        if (!target.IsMatrix)
            return "scales only weights of linear and convolution layers";
        return target.Shape.Count >= 2 && !target.Shape.Contains(0) ? null : "needs a weight that has at least two dimensions and is "
            + "not empty";
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
            // Restores the old size. Without this division, the weight would grow or shrink without limit.
            layer.Weight.div_(factor);
            return "scaling the weight hardly changes the layer's outputs (standardised weights or a large bias have this effect), so the "
                + "weight is not scaled";
        }
        if (!IsMet(variance))
        {
            var remedy = Tolerance < FloatLimit
                ? "float32 cannot reach less than about 1e-6, so increase tolerance"
                : "increase max_iterations or use smaller initial biases";
            return string.Create(CultureInfo.InvariantCulture,
                $"after {MaxIterations} scalings the variance of the outputs is {variance:0.####} "
                    + $"and its relative distance from {TargetVariance} is {Math.Abs((variance / TargetVariance) - 1):G3}, but tolerance "
                    + $"is {Tolerance:G3}; {remedy}");
        }
        return layer.Target.Layer.FollowedByNorm
            ? "a normalisation follows and removes the scale, so the scheme orthogonal gives the same start without data"
            : null;
    }

    private bool IsMet(double variance) => Math.Abs(variance - TargetVariance) < Tolerance * TargetVariance;

    private static double Variance(LayerProbe layer)
    {
        var variance = layer.Measure(VarianceOf);
        var name = layer.Target.FullName;
        if (double.IsNaN(variance))
            throw new InputException(
                $"init: {name}: lsuv can't measure the outputs, because the network's forward pass does not call the layer, or the "
                    + "outputs are not finite.");
        return variance > 0 && double.IsFinite(variance)
            ? variance
            : throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"init: {name}: lsuv can't scale the weight, because the variance of the layer's outputs on the first training examples is "
                    + $"{variance}; check whether an earlier layer is zero"));
    }

    private static double VarianceOf(Tensor outputs)
    {
        using var scope = NewDisposeScope();
        var exact = outputs.to_type(ScalarType.Float64);
        return exact.sub(exact.mean()).square().mean().item<double>();
    }
}
