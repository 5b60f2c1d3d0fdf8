using Experiments.Initialization;
using Experiments.Models;
using Experiments.Theory;

namespace Experiments.Diagnostics.Verdicts;

/// <summary>
/// What a plan alone says of the signal, in a moment and without a tensor: infinitely wide layers, an input of second moment 1, no borders and no
/// pooling. For a verdict in one line; <see cref="SignalTheory"/> predicts in earnest.
/// </summary>
public static class PlanForecast
{
    /// <summary>The verdicts on a plan. Of residual networks, and behind a scheme whose numbers aren't known before, only symmetry can be told.</summary>
    public static IReadOnlyList<Verdict> Verdicts(InitPlan plan) => VerdictRules.Of(Readings(plan), input: 1);

    /// <summary>The forecast of each linear and convolution layer, NaN where there is none.</summary>
    public static IReadOnlyList<LayerReading> Readings(InitPlan plan)
    {
        var weights = plan.Parameters.Where(parameter => parameter.Target.IsMatrix).ToList();
        if (!weights.All(IsFollowed))
            return [.. weights.Select(weight => new LayerReading(weight, double.NaN, double.NaN))];
        var biases = plan.Parameters.Where(parameter => parameter.Target.Parameter == "bias").ToLookup(parameter => parameter.Layer.Name);
        var lengths = Forward(weights, biases);
        var gradients = Backward(weights, lengths);
        return [.. weights.Select((weight, index) => new LayerReading(weight, lengths[index].Seen, gradients[index]) 
        {
            Saturated = SaturatedShare(weight.Layer, lengths[index].Seen),
            Passed = weight.Layer.Activation is { } activation ? Saturation.Passed(activation, 0, lengths[index].Seen) : null,
        })];
    }

    private static bool IsFollowed(ParameterPlan weight) =>
        weight is { Std: not null, Layer: { Fans: not null, BranchCount: 0, Module: not IWeightedModule } };

    // The variance of what a layer gives, and of what its activation sees of it behind a normalisation.
    private static List<(double Given, double Seen)> Forward(List<ParameterPlan> weights, ILookup<string, ParameterPlan> biases)
    {
        var lengths = new List<(double Given, double Seen)>();
        var moment = 1.0;
        foreach (var weight in weights)
        {
            var bias = biases[weight.Layer.Name].FirstOrDefault()?.Std ?? 0;
            var given = (weight.Target.ConnectionFans.In * Square(weight.Std!.Value) * moment) + Square(bias);
            var seen = weight.Layer.FollowedByNorm && given > 0 ? 1 : given;
            lengths.Add((given, seen));
            // What dropout lets pass is divided by the share that it does.
            moment = Moment(weight.Layer.Activation, seen) / weight.Layer.KeptShare;
        }

        return lengths;
    }

    private static double[] Backward(List<ParameterPlan> weights, List<(double Given, double Seen)> lengths)
    {
        var gradients = new double[weights.Count];
        gradients[^1] = 1;
        for (var i = weights.Count - 2; i >= 0; i--)
        {
            var (layer, behind) = (weights[i].Layer, weights[i + 1]);
            var factor = behind.Target.ConnectionFans.Out * Square(behind.Std!.Value) * Places(layer, behind.Layer) * Slope(layer.Activation, lengths[i].Seen) / layer.KeptShare;
            // A normalisation divides the gradient by the deviation that it divides the signal by.
            gradients[i] = gradients[i + 1] * factor / (behind.Layer.FollowedByNorm && lengths[i + 1].Given > 0 ? lengths[i + 1].Given : 1);
        }

        return gradients;
    }

    // Behind a flattening, a channel's gradient is that of all its places.
    private static double Places(Layer layer, Layer behind) =>
        layer.Kind == LayerKind.Conv && behind.Kind == LayerKind.Linear ? Math.Max(1, (double)behind.Fans!.Value.In / layer.WeightShape[0]) : 1;

    private static double Moment(ActivationOptions? activation, double q)
    {
        if (activation is null || q == 0 || !double.IsFinite(q))
            return activation is null || !double.IsFinite(q) ? q : Square(activation.Value(0));
        return new ActivationMoments(activation).SecondMoment(q);
    }

    private static double Slope(ActivationOptions? activation, double q)
    {
        if (activation is null || !double.IsFinite(q))
            return 1;
        return q == 0 ? Square(activation.Derivative(0)) : new ActivationMoments(activation).SlopeSecondMoment(q);
    }

    private static double? SaturatedShare(Layer layer, double q) =>
        layer.Activation is { } activation && q > 0 && double.IsFinite(q) ? Saturation.ShareOf(activation, q) : null;

    private static double Square(double number) => number * number;
}
