using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>Warns about combinations of scheme and activation that are bad according to theory.</summary>
internal static class InitWarnings
{
    // Limits of a harmless factor per layer. With a factor outside these limits, ten layers change the signal by a factor of more than
    // thirty. Harmless schemes, such as Kaiming with a slightly wrong slope, have factors between the two limits.
    private const double LeastFactor = 0.7;
    private const double MostFactor = 1.4;

    /// <summary>Returns one sentence for each mismatch, even if the mismatch occurs in many layers.</summary>
    /// <param name="chosen">The policy's scheme for each parameter, before schemes such as <c>auto</c> are resolved.</param>
    public static IReadOnlyList<string> For(IReadOnlyList<ParameterPlan> parameters,
        IReadOnlyList<(InitTarget Target, Scheme? Scheme)> chosen)
    {
        var dead = DeadBranches.Mismatches(parameters).ToList();
        var named = dead.Select(layer => layer.Name).ToHashSet();
        var mismatches = parameters
            .Where(parameter => parameter is { Scheme: not null, Target.IsMatrix: true } && !named.Contains(parameter.Layer.Name))
            .Select(parameter => (Scheme: SchemeRegistry.Instance.NameOf(parameter.Scheme!), parameter.Layer.Name,
                Reason: Mismatch(parameter)))
            .Concat(chosen
                .Where(pair => pair is { Scheme: AutoScheme, Target: { IsMatrix: true, Layer: { IsHidden: true, Activation: null } } })
                .Select(pair => (Scheme: "auto", pair.Target.Layer.Name, Reason: (string?)
                    ("no activation module follows, and activations that forward calls as functions can't be detected, so the "
                        + "layer counts as linear; set its scheme in a rule"))))
            .Concat(chosen
                .Where(pair => pair is { Scheme: FixupScheme, Target.IsMatrix: true })
                .Select(pair => (Scheme: "fixup", pair.Target.Layer.Name, Reason: UnderFixup(pair.Target.Layer))))
            .Concat(OpenUnderFixup(parameters, chosen))
            .Concat(Factors(parameters))
            .Concat(DeadUnits.Mismatches(parameters))
            .Concat(dead)
            .Concat(ResidualGrowth.Mismatches(parameters));
        return [.. Sentences(mismatches), .. UnusedTensors.Sentences(parameters)];
    }

    /// <summary>Returns one sentence for each scheme and reason, with its layers; skips entries without a reason.</summary>
    public static IEnumerable<string> Sentences(IEnumerable<(string Scheme, string Name, string? Reason)> mismatches) =>
        mismatches
            .Where(mismatch => mismatch.Reason is not null)
            .GroupBy(mismatch => (mismatch.Scheme, mismatch.Reason))
            .Select(group => $"{group.Key.Scheme} on {Names([.. group.Select(mismatch => mismatch.Name)])}: {group.Key.Reason}.");

    private static string Names(IReadOnlyList<string> layers) =>
        layers.Count <= 4 ? string.Join(", ", layers) : $"{layers.Count} layers from {layers[0]} to {layers[^1]}";

    private static string? Mismatch(ParameterPlan parameter)
    {
        var (scheme, layer) = (parameter.Scheme!, parameter.Layer);
        if (parameter.Law?.Entries == EntryKind.Equal || (parameter.Std is { } std && (float)std == 0))
        {
            return layer.IsHidden && !ClosesBranch(parameter)
                ? "all units of a hidden layer start equal and get equal gradients, so they stay equal; draw the "
                    + "weights at random"
                : null;
        }
        // A normalisation removes the scale of the weights.
        if (layer.FollowedByNorm || layer.Activation is not { } activation)
            return null;
        return activation.Family == ActivationFamily.Saturating ? UnderSaturating(activation, scheme) : null;
    }

    // One sentence covers layers that differ only in their fans; fans and factors are left out of the comparison.
    private static IEnumerable<(string Scheme, string Name, string? Reason)> Factors(IReadOnlyList<ParameterPlan> parameters) =>
        from parameter in parameters
        where parameter is { Std: > 0, Layer: { FollowedByNorm: false, Activation: not null } }
        let factor = HarmfulFactor(parameter)
        where factor is not null
        group (parameter.Layer.Name, Factor: factor.Value) by (Scheme: SchemeRegistry.Instance.NameOf(parameter.Scheme!),
            Activation: parameter.Layer.Activation!, Remedy: Remedy(parameter)) into alike
        let effect = Effect(alike.Key.Activation, InWords([.. alike.Select(layer => layer.Factor)]))
        let reason = $"{NameOf(alike.Key.Activation)} follows, {effect}; use {alike.Key.Remedy}"
        from layer in alike
        select (alike.Key.Scheme, layer.Name, (string?)reason);

    private static string Effect(ActivationOptions activation, string factor) => activation.Family == ActivationFamily.SelfNormalizing
        ? $"whose fixed point of mean 0 and variance 1 needs weights of variance 1/fan_in, but the weights have {factor} times this "
            + "variance"
        : $"and the signal's second moment is multiplied by about {factor} per layer";

    private static double? HarmfulFactor(ParameterPlan parameter)
    {
        if (parameter.Layer.Activation!.Family == ActivationFamily.SelfNormalizing)
            return SignalFactor.OfWeights(parameter) is { } times and not (>= 0.9 and <= 1.1) ? times : null;
        // A branch that shrinks its signal is not reported: the branch is added to the shortcut, which preserves the signal.
        if (parameter.Layer.Branch is null && !IsMeantFor(parameter) && SignalFactor.Shrinking(parameter) is { } least and < LeastFactor)
            return least;
        return SignalFactor.Growing(parameter) is { } most and > MostFactor ? most : null;
    }

    // With a saturating activation, Xavier's small factor is not reported: by design, its fan is between fan_in and fan_out.
    private static bool IsMeantFor(ParameterPlan parameter) =>
        parameter is { Layer.Activation.Family: ActivationFamily.Saturating, Scheme: XavierScheme xavier }
            && xavier.Gain(parameter.Target) >= Math.Sqrt(LeastFactor);

    private static string Remedy(ParameterPlan parameter) => parameter.Layer.Activation! switch
    {
        { Family: ActivationFamily.Rectifier, NegativeSlope: var slope } when 1 + (slope * slope) > MostFactor =>
            "kaiming_normal with nonlinearity auto",
        { Family: ActivationFamily.Rectifier } => parameter.Scheme is KaimingScheme { Mode: "fan_out" } ? "mode fan_in" : "kaiming_normal",
        { Family: ActivationFamily.Other } => "auto",
        _ => "lecun_normal",
    };

    private static string InWords(List<double> factors)
    {
        var words = factors.Select(factor => factor.ToString("G3", CultureInfo.InvariantCulture)).ToList();
        // Factors that differ only by rounding count as equal; otherwise the message would print a range of two equal numbers.
        if (factors.Max() < 1.001 * factors.Min())
            return words[0];
        return words.Count <= 4
            ? string.Join(", ", words.SkipLast(1)) + " and " + words[^1]
            : string.Create(CultureInfo.InvariantCulture, $"{factors.Min():G3} to {factors.Max():G3}");
    }

    // Whether a layer of zeros makes a branch output 0 at the start on purpose. The layer learns from the first step on: its inputs are
    // random, so its units get different gradients and do not stay equal.
    private static bool ClosesBranch(ParameterPlan parameter) =>
        parameter.Layer.Branch is { IsLast: true } && ZeroStart.Holds(parameter);

    private static string? UnderFixup(Layer layer) => layer switch
    {
        { BranchCount: 0 } => "the network has no residual branches, so fixup only gives Kaiming weights and a classifier of zeros; "
            + "use kaiming_normal if the classifier must not start at zero",
        { Branch: not null, FollowedByNorm: true } =>
            "a normalisation follows in the residual branch and removes the scale; fixup is derived for networks without normalisation",
        _ => null,
    };

    // With a last layer of zeros, a branch outputs 0 only if the layer's bias is zero too.
    private static IEnumerable<(string Scheme, string Name, string? Reason)> OpenUnderFixup(IReadOnlyList<ParameterPlan> parameters,
        IReadOnlyList<(InitTarget Target, Scheme? Scheme)> chosen)
    {
        var closed = chosen.Where(
            pair => pair is { Scheme: FixupScheme, Target: { IsMatrix: true, Layer: { Branch: not null, FollowedByNorm: false } } })
            .Select(pair => pair.Target.Layer.Name).ToHashSet();
        return parameters
            .Where(parameter => parameter.Target.Parameter == "bias" && closed.Contains(parameter.Layer.Name)
                && !ZeroStart.Holds(parameter))
            .Select(parameter => ("fixup", parameter.Layer.Name,
                (string?)("the biases of the residual branches are not zero, so the branches do not output 0 at the start; "
                    + "set init.bias to zeros")));
    }

    private static string? UnderSaturating(ActivationOptions activation, Scheme scheme) =>
        scheme is KaimingScheme { Nonlinearity: "relu" or "leaky_relu" }
            ? $"{NameOf(activation)} follows, but Kaiming's gain compensates for a rectifier, which zeroes half of the inputs, so "
                + $"{NameOf(activation)} units saturate; use xavier_normal, which is derived for {NameOf(activation)}"
            : null;

    private static string NameOf(ActivationOptions activation) => ActivationRegistry.Instance.NameOf(activation);
}
