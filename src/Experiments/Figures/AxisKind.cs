namespace Experiments.Figures;

/// <summary>How numbers become places.</summary>
public enum AxisKind
{
    /// <summary>In proportion.</summary>
    Linear,

    /// <summary>In proportion to the logarithm; a number that is not above 0 has no place.</summary>
    Log,
}
