namespace Experiments.Sweeps;

/// <summary>Distribution of a random search over a range.</summary>
public enum RangeKind
{
    Uniform,

    /// <summary>Uniform in the logarithm, as for learning rates.</summary>
    LogUniform,

    /// <summary>Whole numbers with equal probability.</summary>
    Integers,
}
