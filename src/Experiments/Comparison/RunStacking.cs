namespace Experiments.Comparison;

/// <summary>Whether a run trained together with others as one network.</summary>
public enum RunStacking
{
    /// <summary>The run trained alone.</summary>
    Alone,

    /// <summary>The run trained together with others on the CPU. Its results are bit-identical to the results of a run that trains
    /// alone.</summary>
    Exact,

    /// <summary>The run trained together with others on a GPU, where the stacked operations round differently.</summary>
    Rounded,
}
