using Experiments.Initialization;
using Experiments.Models;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Signal.Judge;

/// <summary>Writes advice that would fix a signal, computed from the layer and the activation before it.</summary>
internal static class Remedy
{
    // The same value as VerdictRules.ManySaturated.
    private const double MuchSaturated = 0.25;

    /// <summary>Advises a standard deviation that preserves the forward signal: gain / √fan_in, with the gain 1/√E φ(z)² of the activation
    /// before the layer.</summary>
    /// <param name="before">Activation before the layer; null for the network's input.</param>
    public static string Forward(ParameterPlan weight, ActivationOptions? before)
    {
        var gain = before is null ? 1 : DerivedGain.Forward(before);
        return Sentence(weight, before, gain, gain / Math.Sqrt(weight.Target.ConnectionFans.In), "signal", "fan_in");
    }

    /// <summary>
    /// Advises a standard deviation that preserves the gradient: gain / √fan_out, with the gain 1/√E φ'(z)² of the activation before the
    /// layer. For rectifiers the gain does not depend on the variance of z. For other functions the gain is computed at the variance that
    /// stays constant from layer to layer with this gain. If the function is saturated at this variance, the advice is to use another
    /// function.
    /// </summary>
    public static string Backward(ParameterPlan weight, ActivationOptions? before)
    {
        if (before is null or { Family: ActivationFamily.Rectifier or ActivationFamily.Linear })
            return Backward(weight, before, before is null ? 1 : DerivedGain.Backward(before));
        // For these functions the variance tends to 0, but too slowly for an iteration. The code therefore uses the slope at 0.
        if (before is { Family: ActivationFamily.Saturating } && before.Value(0) == 0)
            return Backward(weight, before, 1 / Math.Abs(before.Derivative(0)));
        var table = new LengthTable(before);
        var critical = table.Critical(biasVariance: 0);
        return before is { Family: ActivationFamily.Saturating }
            && Saturation.ShareOf(before, table.Limit(critical, 0)) is >= MuchSaturated and var share
            ? string.Create(CultureInfo.InvariantCulture,
                $"No standard deviation fixes this: with {ActivationRegistry.Instance.NameOf(before)} the gradient keeps its size only at "
                    + $"fan_out · Var(W) of about {critical:0}, where {share:0%} of the values are saturated. Use a function that is 0 at "
                    + $"0, such as tanh, or a normalisation before the activation.")
            : Backward(weight, before, Math.Sqrt(critical));
    }

    private static string Backward(ParameterPlan weight, ActivationOptions? before, double gain)
    {
        return Sentence(weight, before, gain, gain / Math.Sqrt(weight.Target.ConnectionFans.Out), "gradient", "fan_out");
    }

    /// <summary>Remedy of every finding after the first.</summary>
    public const string First = "Fix the finding above, then run probe again.";

    /// <summary>Remedy for a bias that shifts the activation's input into a saturated range.</summary>
    public static string Bias(LayerReading reading) => string.Create(CultureInfo.InvariantCulture,
        $"The bias of {reading.Layer.Name} has the mean {reading.BiasMean:G3}, but the weighted inputs vary only by "
            + $"{Math.Sqrt(reading.Forward):G3}. At this shift the activation passes {reading.Passed:0%} of the gradient. Set the biases "
            + $"to 0: --set init.bias=zeros{OfRule(reading.BiasRule, "bias")}.");

    private static string OfRule(int? rule, string what) =>
        rule is { } number
            ? string.Create(CultureInfo.InvariantCulture, $" (init.rules[{number}] sets this layer: change its {what} there)")
            : "";

    /// <summary>Remedy for a gradient that grows through normalised layers.</summary>
    /// <param name="function">Activation between the layers; null without an activation.</param>
    public static string AfterNorm(ActivationOptions? function)
    {
        var rate = function is ReluActivation
            ? $": with relu and a large batch π/(π − 1) = {(Math.PI / (Math.PI - 1)).ToString("0.##", CultureInfo.InvariantCulture)} per "
                + $"layer (Yang et al. 2019)"
            : "";
        return $"No initialisation changes this, because the normalisation removes the scale of the weights and causes the "
            + $"growth{rate}. Add shortcuts around the layers, or use fewer layers.";
    }

    /// <summary>Remedy for a residual connection in which the last layer of the branch is 0 and the shortcut leaves some units at
    /// 0.</summary>
    public static string EmptyShortcut(Layer layer) =>
        $"The weights of {layer.Name} are 0, and the shortcut fills new channels with 0 too. Use a projection as the shortcut (for a "
            + $"resnet: model.shortcut=projection), or a small standard deviation instead of 0.";

    /// <summary>Returns the name of the scheme that <c>auto</c> chooses for the weight.</summary>
    public static string Recommended(ParameterPlan weight) =>
        $"'init.weight=auto' uses {SchemeText.Of(new AutoScheme().Resolve(weight.Target))} for {weight.Layer.Name}.";

    private static string Sentence(ParameterPlan weight, ActivationOptions? before, double gain, double std, string what, string mode)
    {
        if (weight.Law is { IsCentred: false } law)
            return string.Create(CultureInfo.InvariantCulture,
                $"The weights of {weight.Layer.Name} have the mean {law.Mean:G4}, which adds the same number to all units. Draw them "
                    + $"with the mean 0{OfRule(weight.Rule, "weight")}. {Recommended(weight)}");
        var function = before is null ? "a linear layer" : ActivationRegistry.Instance.NameOf(before);
        if (weight.Std is { } same && Math.Abs((same / std) - 1) < 0.01)
            return $"{weight.Layer.Name} already has the gain for {function}, {gain.ToString("0.####", CultureInfo.InvariantCulture)}, so "
                + $"its weights are not the cause. Check the operations between the layers: normalisation, dropout, residual branches, "
                + $"pooling.";
        var now = weight.Std is { } given ? string.Create(CultureInfo.InvariantCulture, $" instead of {given:G4}") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"The gain for {function} is {gain:0.####}: variance_scaling with scale {gain * gain:0.####} and mode {mode} preserves the "
                + $"{what}. For {weight.Layer.Name} this is a std of {std:G4}{now}: --set "
                + $"'init.weight={{\"scheme\":\"variance_scaling\",\"scale\":{gain * gain:0.####},\"mode\":\"{mode}\"}}'"
                + $"{OfRule(weight.Rule, "weight")}. {Recommended(weight)}");
    }
}
