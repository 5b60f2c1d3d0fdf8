using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Predicts the inputs of layers whose weights are chosen by the prediction (<see cref="AutoInitScheme"/>).</summary>
public static class InputTheory
{
    /// <summary>Returns the predictor for a network with inputs of this shape.</summary>
    /// <param name="inputShape">[features] or [channels, height, width].</param>
    public static InputPredictor For(IReadOnlyList<long> inputShape) => (network, plan, secondMoment) =>
    {
        var shape = network is Network { FlattensFirst: true } ? [inputShape.Aggregate(1L, (product, size) => product * size)] : inputShape;
        var input = SyntheticInput.Create(shape, secondMoment);
        var path = NetworkPath.Of(network, plan, input.Examples);
        var run = new PredictionRun(new LayerReadPoints(path.Stages), new Dictionary<string, SignalStatistics>());
        run.Forward(path.Stages, SignalState.Of(input));
        return run.Inputs;
    };
}
