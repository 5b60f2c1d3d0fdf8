using Experiments.Signal.Predict;

namespace Experiments.Signal.Measure;

/// <summary>Measurements of one linear or convolution layer on the probe batch. <c>signal.jsonl</c> has one line for each layer and
/// step.</summary>
/// <param name="Depth">Index among the linear and convolution layers, from 0.</param>
/// <param name="Kind"><c>linear</c> or <c>conv</c>.</param>
/// <param name="PreActivation">Moments of the activation's input over examples and units. This input is the layer's output or, if a
/// normalisation follows the layer, the output of the normalisation.</param>
/// <param name="Activation">Moments of the activation's output; null without an activation.</param>
/// <param name="PreActivationGradient">Moments of the gradient of the probe's mean loss with respect to the pre-activation.</param>
/// <param name="WeightNorm">Euclidean norm of the weight.</param>
/// <param name="WeightGradientNorm">Euclidean norm of the gradient of the probe's mean loss with respect to the weight.</param>
public sealed record LayerSignal(
    string Layer, int Depth, string Kind, Moments PreActivation, Moments? Activation, Moments PreActivationGradient, Moments Weight,
    double WeightNorm, double WeightGradientNorm)
{
    /// <summary>Number of image positions of the output; 1 for a linear layer.</summary>
    public long Places { get; init; } = 1;

    /// <summary>Share of units whose activation is exactly 0 for every example (for a channel, at every position too); null without an
    /// activation.</summary>
    public double? DeadShare { get; init; }

    /// <summary>Share of pre-activations at which the activation's slope is below 1 % of its largest value (for ReLU, the share of negative
    /// values); null without an activation.</summary>
    public double? SaturatedShare { get; init; }

    /// <summary>Similarity of the units' outputs (<see cref="Symmetry.Index"/>); null for a layer with one unit.</summary>
    public double? Symmetry { get; init; }

    /// <summary>Mean correlation of the responses to two examples (<see cref="Measure.InputCorrelation"/>); null if not requested, or if
    /// fewer than two examples have a response.</summary>
    public double? InputCorrelation { get; init; }

    /// <summary>‖W − W'‖ / ‖W'‖ of the last update, where W' is the weight before this update; null if there was no update or W' is
    /// 0.</summary>
    public double? UpdateRatio { get; init; }

    /// <summary>Largest singular value of the weight or, for a convolution, of the matrix [outputs, inputs / groups · area]; null if not
    /// requested.</summary>
    public double? LargestSingularValue { get; init; }

    /// <summary>Statistics of the layer's input; null if not requested.</summary>
    public SignalStatistics? Input { get; init; }

    /// <summary>Statistics of the gradient with respect to the pre-activation; null if not requested.</summary>
    public SignalStatistics? Gradient { get; init; }

    /// <summary>Histograms of the layer; null if not requested.</summary>
    public LayerHistograms? Histograms { get; init; }
}
