namespace Experiments.Figures;

public enum AxisKind
{
    Linear,

    /// <summary>Logarithmic axis. It can't show 0 and negative numbers.</summary>
    Log,
}
