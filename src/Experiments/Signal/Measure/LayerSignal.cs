using Experiments.Signal.Predict;

namespace Experiments.Signal.Measure;

/// <summary>Measurements of one linear or convolution layer on the probe batch: a line of <c>signal.jsonl</c>.</summary>
/// <param name="Depth">Index among the linear and convolution layers, from 0.</param>
/// <param name="Kind"><c>linear</c> or <c>conv</c>.</param>
/// <param name="PreActivation">Moments, over examples and units, of its activation's input: its
/// output, normalised if a normalisation follows.</param>
/// <param name="Activation">Moments of its activation's output; null if no activation follows.</param>
/// <param name="PreActivationGradient">Moments of the gradient of the probe's mean loss with respect to the pre-activation.</param>
/// <param name="WeightNorm">Euclidean norm of its weight.</param>
/// <param name="WeightGradientNorm">Euclidean norm of the gradient of the probe's mean loss with respect to its weight.</param>
public sealed record LayerSignal(
    string Layer, int Depth, string Kind, Moments PreActivation, Moments? Activation, Moments PreActivationGradient, Moments Weight,
    double WeightNorm, double WeightGradientNorm)
{
    /// <summary>Number of image positions at which each unit has an output; 1 for a linear layer.</summary>
    public long Places { get; init; } = 1;

    /// <summary>Share of units whose activation is exactly 0 for every example (of channels, at every
    /// place too); null without an activation.</summary>
    public double? DeadShare { get; init; }

    /// <summary>Share of pre-activations where the activation's slope is below 1 % of its largest
    /// (ReLU: cut off); null without an activation.</summary>
    public double? SaturatedShare { get; init; }

    /// <summary>How alike its units' outputs are (<see cref="Symmetry.Index"/>); null for a layer of one unit.</summary>
    public double? Symmetry { get; init; }

    /// <summary>‖W − W'‖ / ‖W'‖ of the last update, W' the weight before it; null if there was no update or W' is 0.</summary>
    public double? UpdateRatio { get; init; }

    /// <summary>Largest singular value of its weight, of a convolution as the matrix [outputs, inputs
    /// / groups · area]; null if not asked for.</summary>
    public double? LargestSingularValue { get; init; }

    /// <summary>Null if not asked for.</summary>
    public SignalStatistics? Input { get; init; }

    /// <summary>Statistics of the gradient with respect to its pre-activation; null if not asked for.</summary>
    public SignalStatistics? Gradient { get; init; }

    /// <summary>Null if not asked for.</summary>
    public LayerHistograms? Histograms { get; init; }
}
