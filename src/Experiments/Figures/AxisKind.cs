namespace Experiments.Figures;

public enum AxisKind
{
    Linear,

    /// <summary>Logarithmic; numbers that are not above 0 can't be shown.</summary>
    Log,
}
