using System.Globalization;
using Experiments.Configuration;
using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>Combinations of scheme and activation that theory speaks against.</summary>
internal static class InitWarnings
{
    // A rectifier's layer multiplies the second moment by gain² · (1 + slope²) / 2. Below and above these bounds ten layers shrink
    // or grow it by more than thirty times; in between lie Kaiming with a slope somewhat off and other harmless choices.
    private const double LeastFactor = 0.7;
    private const double MostFactor = 1.4;

    /// <summary>One sentence for each mismatch, however many layers have it.</summary>
    /// <param name="parameters">The plan.</param>
    /// <param name="chosen">What the policy says of each parameter, before <c>auto</c> and the like are resolved.</param>
    public static IReadOnlyList<string> For(IReadOnlyList<ParameterPlan> parameters, IReadOnlyList<(InitTarget Target, Scheme? Scheme)> chosen)
    {
        var mismatches = parameters
            .Where(parameter => parameter is { Scheme: not null, Target.IsMatrix: true })
            .Select(parameter => (Scheme: SchemeRegistry.Instance.NameOf(parameter.Scheme!), parameter.Layer.Name, Reason: Mismatch(parameter)))
            .Concat(chosen
                .Where(pair => pair is { Scheme: AutoScheme, Target: { IsMatrix: true, Layer: { IsHidden: true, Activation: null } } })
                .Select(pair => (Scheme: "auto", pair.Target.Layer.Name, Reason: (string?)
                    "no activation module follows, and one that forward calls as a function can't be seen, so the layer counts as linear; name its scheme in a rule")))
            .Concat(chosen
                .Where(pair => pair is { Scheme: FixupScheme, Target.IsMatrix: true })
                .Select(pair => (Scheme: "fixup", pair.Target.Layer.Name, Reason: UnderFixup(pair.Target.Layer))))
            .Concat(OpenUnderFixup(parameters, chosen))
            .Concat(ResidualGrowth.Mismatches(parameters));
        return [.. Sentences(mismatches), .. FileRemainder.Sentences(parameters)];
    }

    /// <summary>One sentence for each scheme and reason, with the layers that have it; those without a reason are left out.</summary>
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
        if (scheme.IsUniformlyConstant || parameter.Std == 0)
        {
            return layer.IsHidden && !ClosesBranch(parameter)
                ? "all units of a hidden layer start equal and get equal gradients, so they stay copies of one another; draw the weights at random"
                : null;
        }
        // A normalisation sets the scale anew, whatever the weights' was.
        if (layer.FollowedByNorm || layer.Activation is not { } activation || scheme.Gain(parameter.Target) is not { } gain)
            return null;
        return activation.Family switch
        {
            // A branch is added to what carries the signal, so that a small one doesn't shrink it from layer to layer.
            ActivationFamily.Rectifier => layer.Branch is not null && FactorOf(activation, gain) < LeastFactor ? null : UnderRectifier(activation, gain),
            ActivationFamily.Saturating => UnderSaturating(activation, scheme),
            ActivationFamily.SelfNormalizing => UnderSelfNormalizing(gain),
            _ => null,
        };
    }

    // The branch is closed at the start, and opens with the first step: its gradient is that of random inputs, so no units are copies.
    private static bool ClosesBranch(ParameterPlan parameter) =>
        parameter is { Layer.Branch.IsLast: true, Scheme: ZerosScheme or ConstantScheme { Value.Constant: 0 } };

    private static string? UnderFixup(Layer layer) => layer switch
    {
        { BranchCount: 0 } => "the network has no residual branches, so what is left is Kaiming with a classifier of zeros; write kaiming_normal if that is not meant",
        { Branch: not null, FollowedByNorm: true } => "a normalisation follows in the residual branch and sets the scale anew; fixup is derived for networks without one",
        _ => null,
    };

    // Its last layer of zeros closes a branch only where the layer's bias is zero too.
    private static IEnumerable<(string Scheme, string Name, string? Reason)> OpenUnderFixup(IReadOnlyList<ParameterPlan> parameters, IReadOnlyList<(InitTarget Target, Scheme? Scheme)> chosen)
    {
        var closed = chosen.Where(pair => pair is { Scheme: FixupScheme, Target: { IsMatrix: true, Layer: { Branch: not null, FollowedByNorm: false } } }).Select(pair => pair.Target.Layer.Name).ToHashSet();
        return parameters
            .Where(parameter => parameter.Target.Parameter == "bias" && closed.Contains(parameter.Layer.Name) && parameter.Scheme is not (ZerosScheme or FixupScheme or ConstantScheme { Value.Constant: 0 }))
            .Select(parameter => ("fixup", parameter.Layer.Name, (string?)"the biases of its branches are not zero, so the network does not start as its shortcuts; set init.bias to zeros"));
    }

    /// <summary>What a layer with this gain, and the rectifier, multiply a signal's second moment by.</summary>
    public static double FactorOf(ActivationOptions activation, double gain) => gain * gain * (1 + (activation.NegativeSlope * activation.NegativeSlope)) / 2;

    private static string? UnderRectifier(ActivationOptions activation, double gain)
    {
        var factor = FactorOf(activation, gain);
        if (factor is >= LeastFactor and <= MostFactor)
            return null;
        return string.Create(CultureInfo.InvariantCulture,
            $"{NameOf(activation)} follows, and with gain {gain:0.###} the signal's second moment is multiplied by about {factor:0.##} a layer; kaiming_normal keeps it");
    }

    private static string? UnderSaturating(ActivationOptions activation, Scheme scheme) =>
        scheme is KaimingScheme { Nonlinearity: "relu" or "leaky_relu" }
            ? $"{NameOf(activation)} follows, and Kaiming's gain makes up for the half that a rectifier cuts off, which {NameOf(activation)} does not, so units are driven towards saturation; xavier_normal is derived for it"
            : null;

    private static string? UnderSelfNormalizing(double gain) =>
        gain * gain is >= 0.9 and <= 1.1
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"selu follows, whose fixed point of mean 0 and variance 1 needs weights of variance 1/fan_in, and gain {gain:0.###} is not 1; lecun_normal keeps it");

    private static string NameOf(ActivationOptions activation) => ActivationRegistry.Instance.NameOf(activation);
}
