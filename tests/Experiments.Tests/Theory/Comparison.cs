using Experiments.Diagnostics;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Theory;
using Experiments.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Tests.Theory;

/// <summary>One network's measured numbers beside the predicted ones.</summary>
/// <param name="Name">Which number of which layer.</param>
/// <param name="Predicted">The prediction for this network.</param>
/// <param name="Measured">What was measured on it.</param>
internal sealed record Comparison(string Name, Predicted Predicted, double Measured)
{
    /// <summary>Builds a network from a seed, measures it, and predicts it from its path, its input and what has to be measured.</summary>
    public static IReadOnlyList<Comparison> Of(ModelOptions options, InitOptions init, Tensor inputs, Tensor targets, int outputs, long seed, Action<Module>? after = null)
    {
        using var scope = NewDisposeScope();
        var (model, plan) = Initializer.Build(options, new ModelShape([.. inputs.shape.Skip(1).Select(size => (int)size)], outputs), init, seed);
        using (model)
        {
            after?.Invoke(model);
            var predictions = Predict(model, plan, inputs, targets);
            using var probe = new SignalProbe(model, new CrossEntropyLoss(), inputs.alias(), targets.alias());
            return [.. probe.Measure().SelectMany(signal => Pairs(signal, predictions.Single(prediction => prediction.Layer == signal.Layer)))];
        }
    }

    /// <summary>The prediction for a network, with the measurements that it begins anew from.</summary>
    public static IReadOnlyList<LayerPrediction> Predict(Module<Tensor, Tensor> model, InitPlan plan, Tensor inputs, Tensor targets)
    {
        var path = NetworkPath.Of(model, plan);
        var restarts = path.Restarts;
        var layers = Layers.Of(model).Where(layer => layer.IsWeighted).ToList();
        var entering = new Dictionary<string, SignalStatistics>();
        var removers = layers.Where(layer => restarts.Inputs.Contains(layer.Name))
            .Select(layer => ((Module<Tensor, Tensor>)layer.Module).register_forward_pre_hook((_, input) =>
            {
                entering[layer.Name] = SignalStatistics.Of(input);
                return input;
            })).ToList();
        using var recording = new Recording(model, layers);
        foreach (var (_, module) in model.named_modules())
        {
            if (module.GetName().Contains("Dropout", StringComparison.Ordinal))
                module.eval();
        }

        new CrossEntropyLoss().OfBatch(model.call(inputs), targets).backward();
        removers.ForEach(remover => remover.remove());
        var gradients = layers.Where(layer => restarts.Gradients.Contains(layer.Name))
            .ToDictionary(layer => layer.Name, layer => SignalStatistics.Of(recording.Of(layer)!.PreActivation.grad!));
        return SignalTheory.Predict(path, SignalStatistics.Of(inputs), entering, gradients);
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
