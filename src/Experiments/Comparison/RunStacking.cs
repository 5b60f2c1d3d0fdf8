namespace Experiments.Comparison;

/// <summary>Whether a run trained together with others as one network.</summary>
public enum RunStacking
{
    /// <summary>It trained alone.</summary>
    Alone,

    /// <summary>It trained together with others on the CPU, and its results are bit for bit those of a run alone.</summary>
    Exact,

    /// <summary>It trained together with others on a GPU, by operations that round otherwise.</summary>
    Rounded,
}
