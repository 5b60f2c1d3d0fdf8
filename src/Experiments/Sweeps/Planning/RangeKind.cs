namespace Experiments.Sweeps;

/// <summary>How a random search spreads its values over a range.</summary>
public enum RangeKind
{
    Uniform,

    /// <summary>Evenly in the logarithm, as for learning rates.</summary>
    LogUniform,

    /// <summary>Whole numbers, each equally likely.</summary>
    Integers,
}
