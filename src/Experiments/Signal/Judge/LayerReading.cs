using Experiments.Initialization;
using Experiments.Models;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Signal.Judge;

/// <summary>Numbers of one layer from which the verdicts are computed. The numbers are measured, or predicted from the initialisation
/// plan.</summary>
/// <param name="Forward">Variance of the pre-activation; NaN if unknown.</param>
/// <param name="Backward">
/// Variance of the gradient with respect to the pre-activation, times the number of image positions. Pooling changes the number of
/// positions and the variance, but not this product. The unit is arbitrary but the same for all layers; NaN if unknown.
/// </param>
public sealed record LayerReading(ParameterPlan Weight, double Forward, double Backward)
{
    /// <summary>Mean of the bias; 0 without a bias or if the mean is unknown.</summary>
    public double BiasMean { get; init; }

    /// <summary>Index of the rule that chose the scheme of the bias, as in <see cref="ParameterPlan.Rule"/>.</summary>
    public int? BiasRule { get; init; }

    /// <summary>Whether a measured pre-activation is not finite; false if the numbers are predicted.</summary>
    public bool HasOverflowed { get; init; }

    /// <summary>Share of dead units. Null if unknown, or if there are so few examples that a unit may output 0 for all examples by
    /// chance.</summary>
    public double? Dead { get; init; }

    /// <summary>Share of saturated values; null if unknown.</summary>
    public double? Saturated { get; init; }

    /// <summary>Mean square of the activation's slope, divided by the square of its largest slope; null if unknown.</summary>
    public double? Passed { get; init; }

    /// <summary>Symmetry index; null if unknown.</summary>
    public double? Symmetry { get; init; }

    public Layer Layer => Weight.Layer;

    /// <summary>Minimum number of examples for the share of dead units. A unit that outputs 0 for half of all examples outputs 0 for all of
    /// 8 random examples with probability 1/256.</summary>
    public const int FewestForDead = 8;

    public static LayerReading Of(InitPlan plan, ParameterPlan weight, LayerSignal signal, long examples) =>
        new(weight, signal.PreActivation.Variance, signal.PreActivationGradient.Variance * signal.Places)
        {
            BiasMean = BiasMeanOf(plan, weight.Layer),
            BiasRule = BiasOf(plan, weight.Layer)?.Rule,
            HasOverflowed = !double.IsFinite(signal.PreActivation.Variance),
            Dead = examples >= FewestForDead ? signal.DeadShare : null,
            Saturated = signal.SaturatedShare,
            Passed = weight.Layer.Activation is { } activation
                ? Saturation.Passed(activation, signal.PreActivation.Mean, signal.PreActivation.Variance)
                : null,
            Symmetry = signal.Symmetry,
        };

    /// <summary>Returns the mean of a layer's bias under a plan; 0 without a bias or if the mean is unknown.</summary>
    public static double BiasMeanOf(InitPlan plan, Layer layer) =>
        BiasOf(plan, layer) is { } bias && ParameterLaw.Of(bias) is { Unknown: null } law ? law.Mean : 0;

    /// <summary>Returns a layer's bias under a plan; null for a layer without a bias.</summary>
    public static ParameterPlan? BiasOf(InitPlan plan, Layer layer) =>
        plan.Parameters.FirstOrDefault(parameter => parameter.Layer.Name == layer.Name && parameter.Target.Parameter == "bias");
}
