using System.Collections.Concurrent;
using Experiments.Models;

namespace Experiments.Initialization;

/// <summary>
/// Factor by which a layer and its activation multiply the second moment q of a signal: <c>std² · fan_in · E φ(√q z)² / q</c>, z ~ N(0, 1).
/// The formula holds for wide layers with independent weights of mean 0. Except for rectifiers, the factor depends on q. The factor is
/// therefore computed twice: for q = 1, the start, and in the limit (q → 0 if the signal shrinks, q → ∞ if the signal grows).
/// </summary>
internal static class SignalFactor
{
    // The variances of signals with standard deviations 0.001 and 1000. At these values, every built-in function differs by less than one
    // per cent from its limits at 0 and at infinity.
    private const double Small = 1e-6;
    private const double Large = 1e6;

    // The results are cached, because each function needs three integrals and a network may have hundreds of layers with the same function.
    private static readonly ConcurrentDictionary<ActivationOptions, (double Shrinking, double Growing)> s_shares = new();

    /// <summary>Returns <c>std² · fan_in</c>; null if unknown, or if the weights are not independent with mean 0.</summary>
    public static double? OfWeights(ParameterPlan parameter) =>
        parameter is { Scheme: not null,
            Law: { IsCentred: true, Entries: EntryKind.Independent or EntryKind.Orthogonal or EntryKind.OrthogonalCentre } law,
            Target.IsMatrix: true, Layer.Fans: not null }
            ? law.Std * law.Std * parameter.Target.ConnectionFans.In
            : null;

    /// <summary>Returns the largest factor by which a layer multiplies a shrinking signal. The factor is very large if the activation's
    /// output at 0 is not 0, as for sigmoid.</summary>
    public static double? Shrinking(ParameterPlan parameter) =>
        OfWeights(parameter) is { } weights ? weights * SharesOf(parameter.Layer)?.Shrinking : null;

    /// <summary>Returns the smallest factor by which a layer multiplies a growing signal; nearly 0 if the activation is bounded.</summary>
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
