namespace Experiments.Tests.Signal.Predict;

/// <summary>A measured number of one network and its prediction.</summary>
/// <param name="Name">Name of the layer and the number.</param>
internal sealed record Comparison(string Name, Predicted Predicted, double Measured)
{
    /// <summary>
    /// Compares the same network for several seeds. If the prediction needs no measured input, the signal is predicted only once, because
    /// the prediction does not depend on the weights
    /// (<see cref="SignalTheoryTests.Scaling_the_weights_changes_the_measurement_but_not_the_prediction"/>).
    /// </summary>
    public static List<IReadOnlyList<Comparison>> OfSeeds(ModelOptions options, InitOptions init, Tensor inputs, Tensor targets,
        int outputs, int seeds)
    {
        PredictionRun? shared = null;
        return [.. Enumerable.Range(0, seeds).Select(seed => Of(options, init, inputs, targets, outputs, seed, null, ref shared))];
    }

    /// <summary>Builds a network from a seed, measures it, and predicts it from its path, its input and the required
    /// measurements.</summary>
    public static IReadOnlyList<Comparison> Of(ModelOptions options, InitOptions init, Tensor inputs, Tensor targets, int outputs,
        long seed, Action<Module>? after = null)
    {
        PredictionRun? own = null;
        return Of(options, init, inputs, targets, outputs, seed, after, ref own);
    }

    private static IReadOnlyList<Comparison> Of(
        ModelOptions options, InitOptions init, Tensor inputs, Tensor targets, int outputs, long seed, Action<Module>? after,
        ref PredictionRun? shared)
    {
        using var scope = NewDisposeScope();
        var (model, plan) = Initializer.Build(options, new ModelShape([.. inputs.shape.Skip(1).Select(size => (int)size)], outputs),
            init, seed);
        using (model)
        {
            after?.Invoke(model);
            using var probe = new SignalProbe(model, new CrossEntropyLoss(), inputs.alias(), targets.alias(), seed);
            var signals = probe.Measure(new ProbeDetail(Statistics: true));
            var path = NetworkPath.Of(model, plan, (int)inputs.shape[0]);
            var restarts = path.Required;
            var run = shared ?? SignalTheory.Forward(
                path, SignalStatistics.Of(inputs),
                signals.Where(signal => restarts.Inputs.Contains(signal.Layer)).ToDictionary(signal => signal.Layer,
                    signal => signal.Input!));
            shared = restarts.Inputs.Count == 0 ? run : null;
            var predictions = run.Backward(
                signals.Where(signal => restarts.Gradients.Contains(signal.Layer)).ToDictionary(signal => signal.Layer,
                    signal => signal.Gradient!));
            return [.. signals.SelectMany(signal => Pairs(signal, predictions.Single(prediction => prediction.Layer == signal.Layer)))];
        }
    }

    private static IEnumerable<Comparison> Pairs(LayerSignal signal, LayerPrediction prediction)
    {
        if (prediction.PreActivation is { } before)
        {
            yield return new Comparison($"{signal.Layer} pre mean", before.Mean, signal.PreActivation.Mean);
            yield return new Comparison($"{signal.Layer} pre var", before.Variance, signal.PreActivation.Variance);
            yield return new Comparison($"{signal.Layer} pre second", before.SecondMoment, signal.PreActivation.SecondMoment);
        }

        if (prediction.Activation is { } after && signal.Activation is { } activation)
        {
            yield return new Comparison($"{signal.Layer} act mean", after.Mean, activation.Mean);
            yield return new Comparison($"{signal.Layer} act var", after.Variance, activation.Variance);
            yield return new Comparison($"{signal.Layer} act second", after.SecondMoment, activation.SecondMoment);
        }

        if (prediction.Gradient is { } gradient)
            yield return new Comparison($"{signal.Layer} gradient", gradient, signal.PreActivationGradient.SecondMoment);
    }
}
