using Experiments.Initialization;
using Experiments.Models;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Signal.Judge;

/// <summary>Advice on the policy that would mend a signal, as sentences; computed from the layer and the activation before it.</summary>
internal static class Remedy
{
    // As VerdictRules.ManySaturated.
    private const double MuchSaturated = 0.25;

    /// <summary>Advises a standard deviation that keeps the forward signal: gain 1/√E φ(z)² of the
    /// activation before the layer, over √fan_in.</summary>
    /// <param name="before">The activation whose output the layer sees; null for the network's input.</param>
    public static string Forward(ParameterPlan weight, ActivationOptions? before)
    {
        var gain = before is null ? 1 : DerivedGain.Forward(before);
        return Sentence(weight, before, gain, gain / Math.Sqrt(weight.Target.ConnectionFans.In), "signal", "fan_in");
    }

    /// <summary>
    /// Advises a standard deviation that keeps the gradient: gain 1/√E φ'(z)² of the activation before the layer, over √fan_out. Only of
    /// rectifiers is the gain the same for every variance of z; of others it is taken at the
    /// variance to which signals tend under that gain.
    /// If the function is saturated there, the advice is another function.
    /// </summary>
    public static string Backward(ParameterPlan weight, ActivationOptions? before)
    {
        if (before is null or { Family: ActivationFamily.Rectifier or ActivationFamily.Linear })
            return Backward(weight, before, before is null ? 1 : DerivedGain.Backward(before));
        // Signals tend to 0, too slowly for iteration, so the slope at 0 counts.
        if (before is { Family: ActivationFamily.Saturating } && before.Value(0) == 0)
            return Backward(weight, before, 1 / Math.Abs(before.Derivative(0)));
        var table = new LengthTable(before);
        var critical = table.Critical(biasVariance: 0);
        return before is { Family: ActivationFamily.Saturating }
            && Saturation.ShareOf(before, table.Limit(critical, 0)) is >= MuchSaturated and var share
            ? string.Create(CultureInfo.InvariantCulture,
                $"No standard deviation mends it: under {ActivationRegistry.Instance.NameOf(before)} the gradient keeps its size only at "
                    + $"fan_out · Var(W) of about {critical:0}, where {share:0%} of the values lie in its flat ends. A function that is 0 "
                    + $"at 0, such as tanh, does; so does a normalisation before it.")
            : Backward(weight, before, Math.Sqrt(critical));
    }

    private static string Backward(ParameterPlan weight, ActivationOptions? before, double gain)
    {
        return Sentence(weight, before, gain, gain / Math.Sqrt(weight.Target.ConnectionFans.Out), "gradient", "fan_out");
    }

    /// <summary>Remedy of a finding that another finding precedes.</summary>
    public const string First = "Mend what stands before this first, and probe again.";

    /// <summary>Remedy for a bias that shifts an activation's input into a flat end.</summary>
    public static string Bias(LayerReading reading) => string.Create(CultureInfo.InvariantCulture,
        $"The bias of {reading.Layer.Name} has the mean {reading.BiasMean:G3}, beside which what its weights make varies by "
            + $"{Math.Sqrt(reading.Forward):G3} only, and the function passes {reading.Passed:0%} of the gradient there. Biases of 0 take "
            + $"the shift away: --set init.bias=zeros{OfRule(reading.BiasRule, "bias")}.");

    private static string OfRule(int? rule, string what) =>
        rule is { } number
            ? string.Create(CultureInfo.InvariantCulture, $" (here init.rules[{number}] decides: put the {what} there)")
            : "";

    /// <summary>Remedy for a gradient that grows through normalised layers.</summary>
    /// <param name="function">The activation between them; null for none.</param>
    public static string BehindNorm(ActivationOptions? function)
    {
        var rate = function is ReluActivation
            ? $", with relu π/(π − 1) = {(Math.PI / (Math.PI - 1)).ToString("0.##", CultureInfo.InvariantCulture)} a layer over a large "
                + $"batch (Yang et al. 2019)"
            : "";
        return $"No policy changes this: the normalisation divides out the scale of the weights, and the growth is its own{rate}. "
            + $"Shortcuts around the layers mend it, or fewer layers.";
    }

    /// <summary>Remedy for a residual branch whose last layer is 0 while the shortcut gives nothing to some of its units.</summary>
    public static string EmptyShortcut(Layer layer) =>
        $"The weights of {layer.Name} are 0, and its shortcut fills new channels with 0 too; a shortcut that is a projection (of a resnet: "
            + $"model.shortcut=projection) wakes them, or a small standard deviation in place of 0.";

    /// <summary>The scheme that <c>auto</c> chooses for the weight.</summary>
    public static string Recommended(ParameterPlan weight) =>
        $"'init.weight=auto' takes {SchemeText.Of(new AutoScheme().Resolve(weight.Target))} on {weight.Layer.Name}.";

    private static string Sentence(ParameterPlan weight, ActivationOptions? before, double gain, double std, string what, string mode)
    {
        if (weight.Law is { IsCentred: false } law)
            return string.Create(CultureInfo.InvariantCulture,
                $"The weights of {weight.Layer.Name} have the mean {law.Mean:G4}, which adds the same number to all its units; draw them "
                    + $"about 0{OfRule(weight.Rule, "weight")}. {Recommended(weight)}");
        var function = before is null ? "a linear layer" : ActivationRegistry.Instance.NameOf(before);
        if (weight.Std is { } same && Math.Abs((same / std) - 1) < 0.01)
            return $"The gain computed for {function} is {gain.ToString("0.####", CultureInfo.InvariantCulture)}, which "
                + $"{weight.Layer.Name} has already: it is not its weights that decide here, but what stands between the layers "
                + $"(normalisation, dropout, residual branches, pooling).";
        var now = weight.Std is { } given ? string.Create(CultureInfo.InvariantCulture, $" in place of {given:G4}") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"The gain computed for {function} is {gain:0.####}: variance_scaling with scale {gain * gain:0.####} and mode {mode} keeps "
                + $"the {what}, which on {weight.Layer.Name} is a std of {std:G4}{now}: --set "
                + $"'init.weight={{\"scheme\":\"variance_scaling\",\"scale\":{gain * gain:0.####},\"mode\":\"{mode}\"}}'"
                + $"{OfRule(weight.Rule, "weight")}. {Recommended(weight)}");
    }
}
