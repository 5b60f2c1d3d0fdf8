using Experiments.Initialization;
using Experiments.Models;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Signal.Judge;

/// <summary>
/// Predicts the signal from a plan alone, fast and without tensors. The prediction assumes infinitely wide layers and an input with second
/// moment 1, and ignores borders and pooling. The prediction is precise enough for a verdict; <see cref="SignalTheory"/> predicts in
/// detail.
/// </summary>
public static class PlanForecast
{
    /// <summary>Returns the verdicts on a plan. For residual networks, and for schemes whose variance is unknown in advance, the method
    /// checks only whether the units are symmetric.</summary>
    public static IReadOnlyList<Verdict> Verdicts(InitPlan plan) => VerdictRules.Of(Readings(plan), input: 1);

    /// <summary>Returns the forecast of each linear and convolution layer, with NaN if no forecast is possible.</summary>
    public static IReadOnlyList<LayerReading> Readings(InitPlan plan)
    {
        var weights = plan.Parameters.Where(parameter => parameter.Target.IsMatrix).ToList();
        if (!weights.All(IsFollowed))
            return [.. weights.Select(weight => new LayerReading(weight, double.NaN, double.NaN))];
        var biases = plan.Parameters.Where(parameter => parameter.Target.Parameter == "bias").ToLookup(parameter => parameter.Layer.Name,
            ParameterLaw.Of);
        var steps = Forward(weights, biases);
        var gradients = Backward(weights, steps);
        return [.. weights.Select((weight, index) => new LayerReading(weight, steps[index].Seen, gradients[index])
        {
            BiasMean = LayerReading.BiasMeanOf(plan, weight.Layer),
            BiasRule = LayerReading.BiasOf(plan, weight.Layer)?.Rule,
            Saturated = SaturatedShare(weight.Layer, steps[index]),
            Passed = weight.Layer.Activation is { } activation ? Saturation.Passed(activation, steps[index].Mean, steps[index].Seen) : null,
        })];
    }

    private static bool IsFollowed(ParameterPlan weight) =>
        weight is { Std: not null, Layer: { Fans: not null, BranchCount: 0, Module: not IWeightedModule } }
            && (weight.Law?.Entries == EntryKind.Equal || ParameterLaw.Of(weight).Unknown is null);

    private static List<Step> Forward(List<ParameterPlan> weights, ILookup<string, ParameterLaw> biases)
    {
        var steps = new List<Step>();
        var (moment, common) = (1.0, 0.0);
        foreach (var weight in weights)
        {
            var bias = biases[weight.Layer.Name].FirstOrDefault() is { Unknown: null } law ? law : ParameterLaw.Zero;
            var factor = weight.Target.ConnectionFans.In * Square(weight.Std!.Value);
            var variance = (factor * moment) + Square(bias.Std);
            // The forecast assumes that the examples of a batch are correlated only through the mean of the previous activation.
            var divided = weight.Layer.FollowedByBatchNorm ? Math.Max(0, factor * (moment - common)) : variance;
            var step = weight.Layer.FollowedByNorm && divided > 0 ? new Step(divided, 0, 1) : new Step(variance, bias.Mean, variance);
            steps.Add(step);
            // Dropout divides the kept values by the probability of keeping a value.
            moment = Moment(weight.Layer.Activation, step) / weight.Layer.KeptShare;
            common = Square(Mean(weight.Layer.Activation, step));
        }

        return steps;
    }

    private static double[] Backward(List<ParameterPlan> weights, List<Step> steps)
    {
        var gradients = new double[weights.Count];
        gradients[^1] = 1;
        for (var i = weights.Count - 2; i >= 0; i--)
        {
            var (layer, behind) = (weights[i].Layer, weights[i + 1]);
            var factor = behind.Target.ConnectionFans.Out * Square(behind.Std!.Value) * Places(layer, behind.Layer)
                * Slope(layer.Activation, steps[i]) / layer.KeptShare;
            // A normalisation divides the gradient and the signal by the same standard deviation.
            gradients[i] = gradients[i + 1] * factor / (behind.Layer.FollowedByNorm && steps[i + 1].Given > 0 ? steps[i + 1].Given : 1);
        }

        return gradients;
    }

    // After flattening, the gradient of a channel is the sum over all positions.
    private static double Places(Layer layer, Layer behind) =>
        layer.Kind == LayerKind.Conv && behind.Kind == LayerKind.Linear
            ? Math.Max(1, (double)behind.Fans!.Value.In / layer.WeightShape[0])
            : 1;

    private static double Moment(ActivationOptions? activation, Step step) =>
        Expect(activation, step, step.Seen + Square(step.Mean), activation => Square(activation.Value(step.Mean)),
            moments => moments.SecondMoment(step.Seen, step.Mean));

    private static double Mean(ActivationOptions? activation, Step step) =>
        Expect(activation, step, step.Mean, activation => activation.Value(step.Mean), moments => moments.Mean(step.Seen, step.Mean));

    private static double Slope(ActivationOptions? activation, Step step) =>
        Expect(activation, step, 1, activation => Square(activation.Derivative(step.Mean)),
            moments => moments.SlopeSecondMoment(step.Seen, step.Mean));

    private static double Expect(ActivationOptions? activation, Step step, double without, Func<ActivationOptions, double> atOneValue,
        Func<ActivationMoments, double> otherwise)
    {
        if (activation is null || !double.IsFinite(step.Seen))
            return without;
        return step.Seen == 0 ? atOneValue(activation) : otherwise(new ActivationMoments(activation));
    }

    private static double? SaturatedShare(Layer layer, Step step) =>
        layer.Activation is { } activation && step.Seen > 0 && double.IsFinite(step.Seen)
            ? Saturation.ShareOf(activation, step.Seen, step.Mean)
            : null;

    private static double Square(double number) => number * number;

    /// <param name="Given">Variance of the layer's output. A normalisation after the layer divides by this variance.</param>
    /// <param name="Mean">Mean of the activation's input.</param>
    /// <param name="Seen">Variance of the activation's input.</param>
    private readonly record struct Step(double Given, double Mean, double Seen);
}
