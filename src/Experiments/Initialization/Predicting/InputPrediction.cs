namespace Experiments.Initialization;

/// <summary>Prediction of a layer's input, for a scheme that sets its variance by it.</summary>
/// <param name="SumOfSquares">Σ E x² over the inputs of a unit: fan_in · E x² for a linear layer. For a convolution, it is averaged over
/// positions, and padding counts as 0.</param>
/// <param name="Unknown">Reason why nothing can be predicted, as the end of a sentence, such as 'after a max-pool'; null if it can.</param>
public sealed record InputPrediction(double SumOfSquares, string? Unknown = null);

/// <summary>Predicts the input of each layer with <see cref="AutoInitScheme"/>, from the structure of the network and the
/// policy.</summary>
/// <param name="plan">The policy; the laws of the layers to be predicted are still unknown.</param>
/// <param name="inputSecondMoment">E x² of the network's input.</param>
/// <returns>The predictions by layer name; layers that theory does not cover may be missing.</returns>
public delegate IReadOnlyDictionary<string, InputPrediction> InputPredictor(Module network, InitPlan plan, double inputSecondMoment);
