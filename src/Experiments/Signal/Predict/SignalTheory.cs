namespace Experiments.Signal.Predict;

/// <summary>
/// Predicts what each linear and convolution layer of a network does to a signal, before anything is measured but the input: forward
/// <c>E z² = fan_in · Var(W) · E φ(z)² + Var(b)</c> for each example and position, backward the same with fan_out and E φ'(z)². Of the
/// network it reads structure and policy, never a weight. He et al. 2015; Poole et al. 2016; Schoenholz et al. 2017; for the bands Hanin,
/// Which neural net architectures give rise to exploding and vanishing gradients, 2018, and Hanin and Nica 2020.
/// </summary>
public static class SignalTheory
{
    /// <summary>Predicts every weighted layer, in the order in which the signal reaches them.</summary>
    /// <param name="inputs">By layer, the measured signal that enters it: needed for <see cref="RequiredMeasurements.Inputs"/> of the path.
    /// A missing one leaves the layers behind it without a prediction.</param>
    /// <param name="gradients">By layer, the measured gradient with respect to its
    /// pre-activation: needed for <see cref="RequiredMeasurements.Gradients"/> of the path.</param>
    public static IReadOnlyList<LayerPrediction> Predict(
        NetworkPath path,
        SignalStatistics input,
        IReadOnlyDictionary<string, SignalStatistics> inputs,
        IReadOnlyDictionary<string, SignalStatistics> gradients) => Forward(path, input, inputs).Backward(gradients);

    /// <summary>The forward part of a prediction, which no gradient changes; networks of one policy share it where none
    /// of their inner inputs has to be measured.</summary>
    internal static PredictionRun Forward(NetworkPath path, SignalStatistics input, IReadOnlyDictionary<string, SignalStatistics> inputs)
    {
        var run = new PredictionRun(new LayerReadPoints(path.Stages), inputs);
        run.Forward(path.Stages, SignalState.Of(input));
        return run;
    }
}
