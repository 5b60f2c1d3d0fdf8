using System.Globalization;
using Experiments.Models;

namespace Experiments.Diagnostics.Verdicts;

/// <summary>From numbers to words.</summary>
public static class VerdictRules
{
    // Answers that agree in nine digits: independent units have an index of about one over their number.
    private const double Alike = 1 - 1e-9;

    // A quarter of the values without a gradient, and of the gradient no more than a quarter left: half of it is what relu passes, and is no trouble.
    // Half of the units without any.
    private const double ManySaturated = 0.25;
    private const double LittlePassed = 0.25;
    private const double ManyDead = 0.5;

    /// <summary>All that is wrong, the most fundamental first; a single healthy verdict where nothing is.</summary>
    /// <param name="layers">The linear and convolution layers, in their order.</param>
    /// <param name="input">Second moment of what enters the first one; NaN where it isn't known.</param>
    public static IReadOnlyList<Verdict> Of(IReadOnlyList<LayerReading> layers, double input)
    {
        if (layers.Count == 0)
            return [];
        if (Symmetric(layers) is { } symmetric)
            return [symmetric];
        var found = new[] { Forward(layers, input), Backward(layers), Saturated(layers), Dying(layers) }.OfType<Verdict>().ToList();
        return found.Count > 0 ? found : [new Verdict(VerdictKind.Healthy, null, Health(layers), "")];
    }

    private static Verdict? Symmetric(IReadOnlyList<LayerReading> layers)
    {
        var first = layers.FirstOrDefault(layer => layer.Layer.IsHidden && IsSymmetric(layer));
        if (first is null)
            return null;
        var hidden = layers.Where(layer => layer.Layer.IsHidden).ToList();
        var silent = hidden.All(layer => layer.Backward == 0) ? " The gradient of every hidden layer is 0, so none of them learns anything at the first step." : "";
        return new Verdict(
            VerdictKind.Symmetric, first.Layer.Name,
            string.Create(CultureInfo.InvariantCulture, $"from {first.Layer.Name} on, all {first.Layer.WeightShape[0]} units of a layer compute the same thing, get the same gradient, and stay copies of one another.{silent}"),
            $"Draw the weights at random: {Remedy.Recommended(first.Weight)}");
    }

    private static bool IsSymmetric(LayerReading layer) =>
        layer.Symmetry is { } index ? index >= Alike : layer.Layer.Branch is null && (layer.Weight.Scheme?.IsUniformlyConstant == true || layer.Weight.Std == 0);

    private static Verdict? Forward(IReadOnlyList<LayerReading> layers, double input)
    {
        var ahead = layers.Where(layer => !layer.Layer.IsShortcut).ToList();
        var fromInput = input > 0 ? 1 : 0;
        if (Trend.Of([.. Enumerable.Repeat(input, fromInput), .. ahead.Select(layer => layer.Forward)]) is not { } trend)
            return null;
        var start = ahead[trend.Start - fromInput];
        var finding = Finding(trend, "the variance of the pre-activations", start.Layer.Name);
        return new Verdict(trend.Grows ? VerdictKind.Exploding : VerdictKind.Vanishing, start.Layer.Name, finding, MendForward(ahead, start))
        {
            Rate = trend.Rate,
            Limit = trend.Limit,
        };
    }

    private static Verdict? Backward(IReadOnlyList<LayerReading> layers)
    {
        // Without the last layer: few outputs give back little, and do it once.
        var back = layers.Where(layer => layer.Layer.IsHidden).Reverse().ToList();
        if (Trend.Of([.. back.Select(layer => layer.Backward)]) is not { } trend)
            return null;
        var start = back[trend.Start];
        var finding = Finding(trend, "on its way back the variance of the gradient", start.Layer.Name);
        // The weight that the gradient came through is that of the layer behind.
        return new Verdict(trend.Grows ? VerdictKind.Exploding : VerdictKind.Vanishing, start.Layer.Name, finding, Remedy.Backward(back[trend.Start - 1].Weight, start.Layer.Activation))
        {
            IsBackward = true,
            Rate = trend.Rate,
            Limit = trend.Limit,
        };
    }

    private static string Finding(Trend trend, string what, string layer)
    {
        var bound = trend.Grows ? "overflows" : "underflows";
        return string.Create(CultureInfo.InvariantCulture,
            $"from {layer} on, {what} is multiplied by about {trend.Rate:G3} a layer, {Power(trend.Total)} over {trend.Layers} layers; with more layers of the kind float32 {bound} at layer {trend.Limit}.");
    }

    private static Verdict? Saturated(IReadOnlyList<LayerReading> layers)
    {
        var first = layers.FirstOrDefault(layer =>
            layer is { Saturated: >= ManySaturated, Passed: null or < LittlePassed } && layer.Layer.Activation is { Family: not (ActivationFamily.Rectifier or ActivationFamily.Linear) });
        if (first is null)
            return null;
        var function = ActivationRegistry.Instance.NameOf(first.Layer.Activation!);
        return new Verdict(
            VerdictKind.Saturated, first.Layer.Name,
            string.Create(CultureInfo.InvariantCulture, $"from {first.Layer.Name} on, {first.Saturated:0%} of what {function} sees lies where its slope is below 1 % of its largest, so hardly any gradient passes."),
            MendForward(layers, first));
    }

    private static Verdict? Dying(IReadOnlyList<LayerReading> layers)
    {
        var first = layers.FirstOrDefault(layer => layer.Dead >= ManyDead);
        return first is null ? null : new Verdict(
            VerdictKind.Dying, first.Layer.Name,
            string.Create(CultureInfo.InvariantCulture, $"from {first.Layer.Name} on, {first.Dead:0%} of the units are 0 for every example, so no gradient reaches their weights."),
            MendForward(layers, first));
    }

    // On the layer itself, or the next one that sees an activation's values: the first layer of a network sees the input's.
    private static string MendForward(IReadOnlyList<LayerReading> layers, LayerReading start)
    {
        var pairs = layers.Zip(layers.Skip(1), (before, layer) => (layer.Weight, Before: before.Layer.Activation)).ToList();
        var (weight, function) = pairs.Skip(layers.ToList().IndexOf(start) - 1).FirstOrDefault(pair => pair.Before is not null, (start.Weight, null));
        return Remedy.Forward(weight, function);
    }

    private static string Health(IReadOnlyList<LayerReading> layers)
    {
        var known = layers.Where(layer => layer.Forward > 0 && double.IsFinite(layer.Forward)).ToList();
        if (known.Count == 0)
            return "nothing is known to be wrong before it is measured.";
        var (least, most) = (known.Min(layer => layer.Forward), known.Max(layer => layer.Forward));
        var range = most < 1.001 * least ? string.Create(CultureInfo.InvariantCulture, $"at {most:G3}") : string.Create(CultureInfo.InvariantCulture, $"between {least:G3} and {most:G3}");
        return string.Create(CultureInfo.InvariantCulture, $"the variance of the pre-activations stays {range} over {known.Count} layer{(known.Count == 1 ? "" : "s")}.");
    }

    private static string Power(double factor) => factor is > 1e-3 and < 1e4
        ? factor.ToString("0.###", CultureInfo.InvariantCulture) + " times"
        : factor.ToString("0.#e+0", CultureInfo.InvariantCulture) + " times";
}
