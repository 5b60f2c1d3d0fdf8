namespace Experiments.Figures;

public enum AxisKind
{
    Linear,

    /// <summary>Logarithmic axis, which can't show 0 and negative numbers.</summary>
    Log,
}
