namespace Experiments.Initialization;

/// <summary>Tests whether a parameter starts as zeros, with any scheme: <c>zeros</c>, <c>normal</c> with std 0, <c>constant</c> with
/// <c>0*fan_in</c>.</summary>
internal static class ZeroStart
{
    public static bool Holds(ParameterPlan parameter) =>
        parameter is { Scheme: not null, Law: { } law } && (float)law.Mean == 0 && (float)law.Std == 0;
}
