using Experiments.Initialization;

namespace Experiments.Signal.Predict;

/// <summary>Predicts the signal and gradients of one batch. The forward pass of the signal records the backward steps; one or more backward
/// passes of gradients follow.</summary>
internal sealed class PredictionRun(LayerReadPoints places, IReadOnlyDictionary<string, SignalStatistics> inputs)
{
    private readonly List<LayerPrediction> _layers = [];
    private readonly Stack<Func<Gradient?, Gradient?>> _back = [];
    private readonly Dictionary<string, InputPrediction> _inputs = [];
    private IReadOnlyDictionary<string, SignalStatistics> _gradients = new Dictionary<string, SignalStatistics>();
    private (IReadOnlyList<LayerPrediction> Layers, Func<Gradient?, Gradient?> Back)? _forward;
    private string _reason = "";
    private string _gradientReason = "";

    /// <summary>Inputs of the layers whose weights follow from them (<see cref="ParameterLaw.OutputVariance"/>).</summary>
    public IReadOnlyDictionary<string, InputPrediction> Inputs => _inputs;

    public SignalState? Forward(IEnumerable<Stage> stages, SignalState? signal)
    {
        foreach (var stage in stages)
            signal = stage.Predict(this, signal);
        return signal;
    }

    /// <summary>Adds the predicted gradients to the layers, starting from the measured gradients.</summary>
    public IReadOnlyList<LayerPrediction> Backward(IReadOnlyDictionary<string, SignalStatistics> gradients)
    {
        _forward ??= ([.. _layers], Taken(0));
        _layers.Clear();
        _layers.AddRange(_forward.Value.Layers);
        (_gradients, _gradientReason) = (gradients, "because it is the last layer");
        _forward.Value.Back(null);
        return [.. _layers];
    }

    public SignalState? Restart(RestartStage stage)
    {
        _reason = $"after {stage.Reason}";
        _back.Push(_ => Lost($"before {stage.Reason}"));
        return null;
    }

    public SignalState? Pass(PassingStage stage, SignalState? signal)
    {
        _back.Push(gradient => signal is null || gradient is null ? null : stage.Backward(gradient, signal));
        return signal is null ? null : stage.Forward(signal);
    }

    public SignalState? Weight(WeightedStage place, SignalState? before)
    {
        var (input, note) = before is null ? Restarted(place) : (before, null);
        var stage = place.Weight is { Unknown: null, OutputVariance: { } variance } ? Solved(place, input, variance) : place;
        var output = input is null || !stage.IsKnown ? null : ForwardSteps.Weighted(input, stage);
        if (!stage.IsKnown)
        {
            _reason = $"because {stage.Weight.Unknown ?? stage.Bias.Unknown}";
            note = $"is unknown {_reason}";
        }
        var index = _layers.Count;
        _layers.Add(new LayerPrediction(stage.Layer, null, null, null) { ForwardNote = note });
        if (places.LayerAt(place) is not null && output is not null)
            _layers[index] = _layers[index] with
            {
                PreActivation = PooledMoments.Of(output, null),
                InputCorrelation = PairCorrelation.Of(output),
            };

        _back.Push(gradient =>
        {
            if (stage.Weight.Unknown is { } reason)
                return Lost($"because {reason}");
            return gradient is null || input is null ? null : BackwardSteps.Weighted(gradient, stage, input);
        });
        if (places.LayerAt(place) is not null)
            _back.Push(gradient => Read(index, gradient, output));
        return output;
    }

    public SignalState? Activate(ActivationStage stage, SignalState? input)
    {
        var index = places.LayerAt(stage) is { } layer ? _layers.FindIndex(prediction => prediction.Layer == layer) : -1;
        if (index >= 0)
        {
            if (input is not null)
                _layers[index] = _layers[index] with
                {
                    PreActivation = PooledMoments.Of(input, null),
                    Activation = PooledMoments.Of(input, stage.Function),
                    InputCorrelation = PairCorrelation.Of(input),
                };
            else
                _layers[index] = _layers[index] with { ForwardNote = _layers[index].ForwardNote ?? $"is unknown {_reason}" };
            if (places.GradientAt(stage) is not null)
                _back.Push(gradient => Read(index, gradient, input));
        }

        _back.Push(gradient =>
        {
            if (input is null && gradient is not null)
                _gradientReason = _reason;
            return gradient is null || input is null ? null : BackwardSteps.Activation(gradient, stage.Function, input);
        });
        return input is null ? null : ForwardSteps.Activation(input, stage.Function);
    }

    public SignalState? Add(ResidualStage stage, SignalState? parting)
    {
        var start = _back.Count;
        var parted = parting is null ? null : parting with { Response = Response.Identity, IsResidual = true };
        var shortcut = Forward(stage.Shortcut, parted);
        var onShortcut = Taken(start);
        var branch = Forward(stage.Branch, parted);
        var inBranch = Taken(start);
        if (places.GradientAt(stage) is { } layer)
        {
            var index = _layers.FindIndex(prediction => prediction.Layer == layer);
            _back.Push(gradient => Read(index, gradient, parting));
        }

        var share = shortcut is null || branch is null
            ? 0
            : ShareOf(stage.Scale * stage.Scale * branch.Second.Average(), shortcut.Second.Average());
        _back.Push(gradient =>
        {
            // A branch with scale 0 gets no gradient, and adds nothing to the gradient of the connection's input.
            var scaled = gradient is null
                ? null
                : gradient with { Second = [.. gradient.Second.Select(second => stage.Scale * stage.Scale * second)] };
            var fromBranch = inBranch(scaled is null ? null : scaled with { Along = AlignedGradient.OfPart(scaled.Along, share) });
            var fromShortcut = onShortcut(gradient is null
                ? null
                : gradient with { Along = AlignedGradient.OfPart(gradient.Along, 1 - share) });
            return gradient is null || fromBranch is null || fromShortcut is null
                ? null
                : SumSteps.Backward(gradient, fromShortcut, fromBranch, parting!);
        });
        return parting is null || shortcut is null || branch is null ? null : SumSteps.Forward(parting, shortcut, branch, stage.Scale);
    }

    private static double ShareOf(double part, double rest) => part + rest > 0 ? part / (part + rest) : 0;

    // Removes the steps that were added since index 'start', and returns them joined into one step.
    private Func<Gradient?, Gradient?> Taken(int start)
    {
        var steps = new List<Func<Gradient?, Gradient?>>();
        while (_back.Count > start)
            steps.Add(_back.Pop());
        return gradient => steps.Aggregate(gradient, (current, step) => step(current));
    }

    private WeightedStage Solved(WeightedStage stage, SignalState? input, double variance)
    {
        _inputs[stage.Layer] = input is null
            ? new InputPrediction(double.NaN, _reason)
            : new InputPrediction(ForwardSteps.SumOfSquares(input, stage));
        var std = Math.Sqrt(variance / _inputs[stage.Layer].SumOfSquares);
        return stage with { Weight = stage.Weight with { Std = std, OutputVariance = null } };
    }

    private (SignalState? Input, string Note) Restarted(WeightedStage stage) => inputs.TryGetValue(stage.Layer, out var measured)
        ? (SignalState.Of(measured), $"restarts from the measured input {_reason}")
        : (null, $"is unknown {_reason}, and the input was not measured");

    private Gradient? Read(int index, Gradient? gradient, SignalState? signal)
    {
        var layer = _layers[index];
        if (gradient is not null)
        {
            _layers[index] = layer with { Gradient = gradient.Pooled() };
            return gradient;
        }

        var measured = _gradients.GetValueOrDefault(layer.Layer);
        _layers[index] = layer with
        {
            BackwardNote = measured is null
                ? $"is unknown {_gradientReason}, and no gradient was measured"
                : $"restarts from the measured gradient {_gradientReason}",
        };
        return measured is null ? null : Gradient.Of(measured, signal?.Points ?? PointSet.Spread(measured, measured.Positions));
    }

    private Gradient? Lost(string reason)
    {
        _gradientReason = reason;
        return null;
    }
}
