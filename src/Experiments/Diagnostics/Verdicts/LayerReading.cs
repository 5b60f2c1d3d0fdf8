using Experiments.Initialization;
using Experiments.Models;
using Experiments.Theory;

namespace Experiments.Diagnostics.Verdicts;

/// <summary>What a verdict looks at in one layer: numbers that were measured, or that were predicted from the plan.</summary>
/// <param name="Weight">The layer and the scheme of its weight.</param>
/// <param name="Forward">Variance of the pre-activation; NaN where it isn't known.</param>
/// <param name="Backward">
/// Variance of the gradient with respect to the pre-activation, times the places of the image: pooling gathers the gradient of several places in
/// one, which makes its variance smaller and its sum no smaller. In any unit that all layers share; NaN where it isn't known.
/// </param>
public sealed record LayerReading(ParameterPlan Weight, double Forward, double Backward)
{
    /// <summary>Mean of its bias; 0 without one, and where it isn't known.</summary>
    public double BiasMean { get; init; }

    /// <summary>The rule that chose its bias's scheme, as <see cref="ParameterPlan.Rule"/>.</summary>
    public int? BiasRule { get; init; }

    /// <summary>Whether what was measured ahead is not finite; false of numbers that were not measured.</summary>
    public bool HasOverflowed { get; init; }

    /// <summary>Share of dead units; null where it isn't known, and where so few examples were seen that a unit may well be 0 for all of them.</summary>
    public double? Dead { get; init; }

    /// <summary>Share of saturated values; null where it isn't known.</summary>
    public double? Saturated { get; init; }

    /// <summary>Share of the gradient's variance that the activation passes on, of what its largest slope would; null where it isn't known.</summary>
    public double? Passed { get; init; }

    /// <summary>Symmetry index; null where it isn't known.</summary>
    public double? Symmetry { get; init; }

    /// <summary>The layer.</summary>
    public Layer Layer => Weight.Layer;

    /// <summary>Fewest examples by which a unit is called dead: one that is 0 for half of all examples is 0 for all of these once in 256 times.</summary>
    public const int FewestForDead = 8;

    /// <summary>The numbers of a measurement.</summary>
    /// <param name="plan">The policy.</param>
    /// <param name="weight">The layer's weight in it.</param>
    /// <param name="signal">What was measured.</param>
    /// <param name="examples">Examples in the batch.</param>
    public static LayerReading Of(InitPlan plan, ParameterPlan weight, LayerSignal signal, long examples) =>
        new(weight, signal.PreActivation.Variance, signal.PreActivationGradient.Variance * signal.Places)
        {
            BiasMean = BiasMeanOf(plan, weight.Layer),
            BiasRule = BiasOf(plan, weight.Layer)?.Rule,
            HasOverflowed = !double.IsFinite(signal.PreActivation.Variance),
            Dead = examples >= FewestForDead ? signal.DeadShare : null,
            Saturated = signal.SaturatedShare,
            Passed = weight.Layer.Activation is { } activation ? Saturation.Passed(activation, signal.PreActivation.Mean, signal.PreActivation.Variance) : null,
            Symmetry = signal.Symmetry,
        };

    /// <summary>The mean of a layer's bias under a plan; 0 where it has none or the mean isn't known.</summary>
    public static double BiasMeanOf(InitPlan plan, Layer layer) =>
        BiasOf(plan, layer) is { } bias && ParameterLaw.Of(bias) is { Unknown: null } law ? law.Mean : 0;

    /// <summary>A layer's bias under a plan; null where it has none.</summary>
    public static ParameterPlan? BiasOf(InitPlan plan, Layer layer) =>
        plan.Parameters.FirstOrDefault(parameter => parameter.Layer.Name == layer.Name && parameter.Target.Parameter == "bias");
}
