using Experiments.Initialization;
using Experiments.Models;

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
    /// <summary>Share of dead units; null where it isn't known.</summary>
    public double? Dead { get; init; }

    /// <summary>Share of saturated values; null where it isn't known.</summary>
    public double? Saturated { get; init; }

    /// <summary>Share of the gradient's variance that the activation passes on, of what its largest slope would; null where it isn't known.</summary>
    public double? Passed { get; init; }

    /// <summary>Symmetry index; null where it isn't known.</summary>
    public double? Symmetry { get; init; }

    /// <summary>The layer.</summary>
    public Layer Layer => Weight.Layer;

    /// <summary>The numbers of a measurement.</summary>
    public static LayerReading Of(ParameterPlan weight, LayerSignal signal) =>
        new(weight, signal.PreActivation.Variance, signal.PreActivationGradient.Variance * signal.Places)
        {
            Dead = signal.DeadShare,
            Saturated = signal.SaturatedShare,
            Passed = weight.Layer.Activation is { } activation ? Saturation.Passed(activation, signal.PreActivation.Mean, signal.PreActivation.Variance) : null,
            Symmetry = signal.Symmetry,
        };
}
