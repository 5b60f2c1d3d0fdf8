using Experiments.Theory;

namespace Experiments.Diagnostics;

/// <summary>What one linear or convolution layer does to the signal of the probe batch: a line of <c>signal.jsonl</c>.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Depth">Its number among the linear and convolution layers, 0 the first.</param>
/// <param name="Kind"><c>linear</c> or <c>conv</c>.</param>
/// <param name="PreActivation">Moments of what its activation sees, over examples and units: its output, normalised where a normalisation stands between.</param>
/// <param name="Activation">Moments of what its activation gives; null where none follows.</param>
/// <param name="PreActivationGradient">Moments of the gradient of the probe's mean loss with respect to the pre-activation.</param>
/// <param name="Weight">Moments of its weight.</param>
/// <param name="WeightNorm">Euclidean norm of its weight.</param>
/// <param name="WeightGradientNorm">Euclidean norm of the gradient of the probe's mean loss with respect to its weight.</param>
public sealed record LayerSignal(
    string Layer, int Depth, string Kind, Moments PreActivation, Moments? Activation, Moments PreActivationGradient, Moments Weight, double WeightNorm, double WeightGradientNorm)
{
    /// <summary>Places of an image at which each of its units answers; 1 for a linear layer.</summary>
    public long Places { get; init; } = 1;

    /// <summary>Share of its units whose activation is exactly 0 for every example of the batch (of a convolution: every channel, at every place); null where no activation follows.</summary>
    public double? DeadShare { get; init; }

    /// <summary>Share of its pre-activations at which the activation's slope is below 1 % of its largest: under ReLU those that are cut off; null where no activation follows.</summary>
    public double? SaturatedShare { get; init; }

    /// <summary>How far its units compute the same thing (<see cref="Diagnostics.Symmetry.Index"/>); null for a layer of one unit.</summary>
    public double? Symmetry { get; init; }

    /// <summary>‖W − W'‖ / ‖W'‖ of the last update, W' the weight before it; null where there was none, or W' was 0.</summary>
    public double? UpdateRatio { get; init; }

    /// <summary>Largest singular value of its weight, of a convolution as the matrix [outputs, inputs / groups · area]; null where it wasn't asked for.</summary>
    public double? LargestSingularValue { get; init; }

    /// <summary>What enters it; null where it wasn't asked for.</summary>
    public SignalStatistics? Input { get; init; }

    /// <summary>The gradient with respect to its pre-activation, as <see cref="Input"/>.</summary>
    public SignalStatistics? Gradient { get; init; }

    /// <summary>Histograms; null where they weren't asked for.</summary>
    public LayerHistograms? Histograms { get; init; }
}
