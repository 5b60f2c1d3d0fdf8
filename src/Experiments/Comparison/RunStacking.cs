namespace Experiments.Comparison;

/// <summary>Whether a run trained together with other runs, as one stacked network.</summary>
public enum RunStacking
{
    /// <summary>The run trained separately.</summary>
    Alone,

    /// <summary>The run trained together with other runs on the CPU. The results of such a run are bit-identical to the results of separate
    /// training.</summary>
    Exact,

    /// <summary>The run trained together with other runs on a GPU, where the stacked operations round differently.</summary>
    Rounded,
}
