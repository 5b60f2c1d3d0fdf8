using Experiments.Initialization;
using Experiments.Models;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Signal.Judge;

/// <summary>The numbers of one layer that verdicts are based on, measured or predicted from the plan.</summary>
/// <param name="Forward">Variance of the pre-activation; NaN if unknown.</param>
/// <param name="Backward">
/// Variance of the gradient with respect to the pre-activation, times the places of the image: pooling gathers the gradients of several
/// places in one, which lowers the variance but not the sum. In any unit that all layers share; NaN if unknown.
/// </param>
public sealed record LayerReading(ParameterPlan Weight, double Forward, double Backward)
{
    /// <summary>Mean of its bias; 0 if there is none or the mean is unknown.</summary>
    public double BiasMean { get; init; }

    /// <summary>The rule that chose its bias's scheme, as <see cref="ParameterPlan.Rule"/>.</summary>
    public int? BiasRule { get; init; }

    /// <summary>Whether the measured pre-activations are not finite; false if nothing was measured.</summary>
    public bool HasOverflowed { get; init; }

    /// <summary>Share of dead units; null if unknown, or with so few examples that a unit may be 0 for all of them by chance.</summary>
    public double? Dead { get; init; }

    /// <summary>Share of saturated values; null if unknown.</summary>
    public double? Saturated { get; init; }

    /// <summary>Share of the gradient's variance that the activation passes on, relative to its largest slope; null if unknown.</summary>
    public double? Passed { get; init; }

    /// <summary>Symmetry index; null if unknown.</summary>
    public double? Symmetry { get; init; }

    public Layer Layer => Weight.Layer;

    /// <summary>Fewest examples for calling a unit dead: one that is 0 for half of all
    /// examples is 0 for 8 of them once in 256 times.</summary>
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

    /// <summary>Mean of a layer's bias under a plan; 0 if there is none or the mean is unknown.</summary>
    public static double BiasMeanOf(InitPlan plan, Layer layer) =>
        BiasOf(plan, layer) is { } bias && ParameterLaw.Of(bias) is { Unknown: null } law ? law.Mean : 0;

    /// <summary>A layer's bias under a plan; null if there is none.</summary>
    public static ParameterPlan? BiasOf(InitPlan plan, Layer layer) =>
        plan.Parameters.FirstOrDefault(parameter => parameter.Layer.Name == layer.Name && parameter.Target.Parameter == "bias");
}
