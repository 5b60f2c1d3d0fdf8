namespace Experiments.Figures;

public enum AxisKind
{
    Linear,

    /// <summary>Logarithmic; a number that is not above 0 has no place.</summary>
    Log,
}
