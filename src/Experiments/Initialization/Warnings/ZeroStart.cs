namespace Experiments.Initialization;

/// <summary>Whether a parameter starts as zeros, whichever scheme fills it.</summary>
internal static class ZeroStart
{
    /// <summary>True for <c>zeros</c>, and for any scheme whose numbers come to 0 in float32: <c>normal</c> with std 0, <c>constant</c> with <c>0*fan_in</c>.</summary>
    public static bool Holds(ParameterPlan parameter) => parameter.Scheme switch
    {
        ZerosScheme => true,
        ConstantScheme constant => (float)parameter.Target.ValueOf(constant.Value) == 0,
        NormalScheme normal => (float)parameter.Target.ValueOf(normal.StandardDeviation) == 0 && (float)parameter.Target.ValueOf(normal.Mean) == 0,
        UniformScheme uniform => (float)parameter.Target.ValueOf(uniform.A) == 0 && (float)parameter.Target.ValueOf(uniform.B) == 0,
        _ => false,
    };
}
