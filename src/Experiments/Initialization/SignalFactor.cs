using System.Collections.Concurrent;
using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>
/// Factor by which a layer of independent weights of mean 0 and the activation after it multiply the second moment q of a signal:
/// <c>std² · fan_in · E φ(√q z)² / q</c>, z ~ N(0, 1), in the limit of wide layers. Only for a rectifier is it the same for every q, so
/// it is computed where the signal starts, q = 1, and where it goes: towards 0 if it shrinks, without bound if it grows.
/// </summary>
internal static class SignalFactor
{
    // Standard deviations of 0.001 and 1000: there every built-in function is within a percent of its behaviour at 0 and far out.
    private const double Small = 1e-6;
    private const double Large = 1e6;

    // Three integrals a function; a network may have hundreds of layers with the same one.
    private static readonly ConcurrentDictionary<ActivationOptions, (double Shrinking, double Growing)> s_shares = new();

    /// <summary><c>std² · fan_in</c>; null if unknown, or if the weights are not independent of one another with mean 0.</summary>
    public static double? OfWeights(ParameterPlan parameter) =>
        parameter is { Scheme: not null,
            Law: { IsCentred: true, Entries: EntryKind.Independent or EntryKind.Orthogonal or EntryKind.OrthogonalCentre } law,
            Target.IsMatrix: true, Layer.Fans: not null }
            ? law.Std * law.Std * parameter.Target.ConnectionFans.In
            : null;

    /// <summary>Largest factor of a shrinking signal, a layer; huge if the activation adds
    /// a signal of its own, as sigmoid(0) does.</summary>
    public static double? Shrinking(ParameterPlan parameter) =>
        OfWeights(parameter) is { } weights ? weights * SharesOf(parameter.Layer)?.Shrinking : null;

    /// <summary>Smallest factor of a growing signal, a layer; nearly 0 if the activation is bounded.</summary>
    public static double? Growing(ParameterPlan parameter) =>
        OfWeights(parameter) is { } weights ? weights * SharesOf(parameter.Layer)?.Growing : null;

    private static (double Shrinking, double Growing)? SharesOf(Layer layer) =>
        layer.Activation is { } activation ? s_shares.GetOrAdd(activation, Shares) : null;

    private static (double Shrinking, double Growing) Shares(ActivationOptions activation)
    {
        if (activation.Family == ActivationFamily.Rectifier)
        {
            var share = (1 + (activation.NegativeSlope * activation.NegativeSlope)) / 2;
            return (share, share);
        }
        var start = Share(activation, 1);
        return (Math.Max(Share(activation, Small), start), Math.Min(start, Share(activation, Large)));
    }

    private static double Share(ActivationOptions activation, double q) =>
        GaussianExpectation.Of(z => activation.Value(z) * activation.Value(z), activation.Kinks, 0, q) / q;
}
