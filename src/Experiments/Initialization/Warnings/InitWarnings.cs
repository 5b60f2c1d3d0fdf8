using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>Combinations of scheme and activation that theory speaks against.</summary>
internal static class InitWarnings
{
    // Below and above these factors a layer, ten layers shrink or grow the signal by more than thirty times; in between lie Kaiming with a
    // slope somewhat off and other harmless choices.
    private const double LeastFactor = 0.7;
    private const double MostFactor = 1.4;

    /// <summary>One sentence for each mismatch, however many layers have it.</summary>
    /// <param name="chosen">The scheme that the policy names for each parameter, before <c>auto</c> and the like are resolved.</param>
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
                    ("no activation module follows, and one that forward calls as a function can't be seen, so the layer counts as linear; "
                        + "name its scheme in a rule"))))
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

    /// <summary>One sentence for each scheme and reason, with the layers that have it; entries without a reason are left out.</summary>
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
                ? "all units of a hidden layer start equal and get equal gradients, so they stay copies of one another; draw the "
                    + "weights at random"
                : null;
        }
        // A normalisation sets the scale anew, whatever the weights' was.
        if (layer.FollowedByNorm || layer.Activation is not { } activation)
            return null;
        return activation.Family == ActivationFamily.Saturating ? UnderSaturating(activation, scheme) : null;
    }

    // Layers that differ only in their factors, because their fans do, share a sentence.
    private static IEnumerable<(string Scheme, string Name, string? Reason)> Factors(IReadOnlyList<ParameterPlan> parameters) =>
        from parameter in parameters
        where parameter is { Std: > 0, Layer: { FollowedByNorm: false, Activation: not null } }
        let factor = HarmfulFactor(parameter)
        where factor is not null
        group (parameter.Layer.Name, Factor: factor.Value) by (Scheme: SchemeRegistry.Instance.NameOf(parameter.Scheme!),
            Activation: parameter.Layer.Activation!, Remedy: Remedy(parameter)) into alike
        let effect = Effect(alike.Key.Activation, InWords([.. alike.Select(layer => layer.Factor)]))
        let reason = $"{NameOf(alike.Key.Activation)} follows, {effect}; {alike.Key.Remedy} keeps it"
        from layer in alike
        select (alike.Key.Scheme, layer.Name, (string?)reason);

    private static string Effect(ActivationOptions activation, string factor) => activation.Family == ActivationFamily.SelfNormalizing
        ? $"whose fixed point of mean 0 and variance 1 needs weights of variance 1/fan_in, and these have {factor} times that"
        : $"and the signal's second moment is multiplied by about {factor} a layer";

    private static double? HarmfulFactor(ParameterPlan parameter)
    {
        if (parameter.Layer.Activation!.Family == ActivationFamily.SelfNormalizing)
            return SignalFactor.OfWeights(parameter) is { } times and not (>= 0.9 and <= 1.1) ? times : null;
        // A branch is added to the shortcut, so a small one doesn't shrink the signal from layer to layer.
        if (parameter.Layer.Branch is null && !IsMeantFor(parameter) && SignalFactor.Shrinking(parameter) is { } least and < LeastFactor)
            return least;
        return SignalFactor.Growing(parameter) is { } most and > MostFactor ? most : null;
    }

    // Xavier's fan lies between fan_in and fan_out on purpose.
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
        // Factors that differ by rounding alone may still differ in the last digit.
        if (factors.Max() < 1.001 * factors.Min())
            return words[0];
        return words.Count <= 4
            ? string.Join(", ", words.SkipLast(1)) + " and " + words[^1]
            : string.Create(CultureInfo.InvariantCulture, $"{factors.Min():G3} to {factors.Max():G3}");
    }

    // The branch is closed at the start, and opens with the first step: its gradient is that of random inputs, so no units are copies.
    private static bool ClosesBranch(ParameterPlan parameter) =>
        parameter.Layer.Branch is { IsLast: true } && ZeroStart.Holds(parameter);

    private static string? UnderFixup(Layer layer) => layer switch
    {
        { BranchCount: 0 } => "the network has no residual branches, so what is left is Kaiming with a classifier of zeros; write "
            + "kaiming_normal if that is not meant",
        { Branch: not null, FollowedByNorm: true } =>
            "a normalisation follows in the residual branch and sets the scale anew; fixup is derived for networks without one",
        _ => null,
    };

    // The last layer of zeros closes a branch only if the layer's bias is zero too.
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
                (string?)("the biases of its branches are not zero, so the network does not start as its shortcuts; "
                    + "set init.bias to zeros")));
    }

    private static string? UnderSaturating(ActivationOptions activation, Scheme scheme) =>
        scheme is KaimingScheme { Nonlinearity: "relu" or "leaky_relu" }
            ? $"{NameOf(activation)} follows, and Kaiming's gain makes up for the half that a rectifier cuts off, which "
                + $"{NameOf(activation)} does not, so units are driven towards saturation; xavier_normal is derived for it"
            : null;

    private static string NameOf(ActivationOptions activation) => ActivationRegistry.Instance.NameOf(activation);
}
