namespace Experiments.Signal.Predict;

/// <summary>
/// Predicts the signal and the gradient in each linear and convolution layer of a network from the measured input. The forward prediction
/// uses <c>E z² = fan_in · Var(W) · E φ(z)² + Var(b)</c> for each example and position; the backward prediction uses fan_out and E φ'(z)².
/// The prediction depends on the network's structure and initialisation policy, not on the values of weights. He et al. 2015; Poole et al.
/// 2016; Schoenholz et al. 2017; for the bands Hanin, Which neural net architectures give rise to exploding and vanishing gradients, 2018,
/// and Hanin and Nica 2020.
/// </summary>
public static class SignalTheory
{
    /// <summary>Predicts every layer with weights, in the order of the forward pass.</summary>
    /// <param name="inputs">Measured input of each layer in <see cref="RequiredMeasurements.Inputs"/> of the path. Without the measured
    /// input of a layer, this layer and the following layers have no prediction.</param>
    /// <param name="gradients">Measured gradient with respect to the pre-activation of each layer in
    /// <see cref="RequiredMeasurements.Gradients"/> of the path.</param>
    public static IReadOnlyList<LayerPrediction> Predict(
        NetworkPath path,
        SignalStatistics input,
        IReadOnlyDictionary<string, SignalStatistics> inputs,
        IReadOnlyDictionary<string, SignalStatistics> gradients) => Forward(path, input, inputs).Backward(gradients);

    /// <summary>Predicts the forward part, which does not depend on the gradients. Networks with the same structure and policy can share
    /// this part if no layer after the first needs a measured input.</summary>
    internal static PredictionRun Forward(NetworkPath path, SignalStatistics input, IReadOnlyDictionary<string, SignalStatistics> inputs)
    {
        var run = new PredictionRun(new LayerReadPoints(path.Stages), inputs);
        run.Forward(path.Stages, SignalState.Of(input));
        return run;
    }
}
