namespace Experiments.Comparison;

/// <summary>Whether a run trained together with others as one network.</summary>
public enum RunStacking
{
    /// <summary>It trained alone.</summary>
    Alone,

    /// <summary>It trained together with others, and its results are bit for bit those of a
    /// run alone: no convolutions, on the CPU.</summary>
    Exact,

    /// <summary>It trained together with others, by operations that round otherwise.</summary>
    Rounded,
}
