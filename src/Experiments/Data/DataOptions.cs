namespace Experiments.Data;

/// <summary>Base of every row of <see cref="DataRegistry"/>: a data set and how it is split.</summary>
public abstract record DataOptions
{
    [Option("batch_size", "Examples in a training batch.", Minimum = 1, Maximum = 1_000_000)]
    public int BatchSize { get; init; } = 128;

    [Option("eval_batch_size", "Examples in an evaluation batch; no result depends on more than its rounding.",
        Minimum = 1, Maximum = 1_000_000)]
    public int EvalBatchSize { get; init; } = 1000;

    [Option("drop_last", "Whether a last, smaller batch of an epoch is left out.")]
    public bool DropLast { get; init; }

    [Option("limit", "Use only so many training examples (after the split), or null for all.", Minimum = 1)]
    public long? Limit { get; init; }

    [Option("split_seed", "Seed of the split into training, validation and test; separate from the run's seed, so that runs share "
        + "their test set.",
        Minimum = 0)]
    public long SplitSeed { get; init; }

    /// <summary>Whether the data lies in files; false if it follows from the keys alone.</summary>
    public virtual bool ReadsFiles => true;

    /// <summary>Describes shapes, classes and files, without making tensors where that is possible.</summary>
    public abstract DataDescription Describe(DataContext context);

    /// <summary>Reads, splits and standardises the data and puts it on the device.</summary>
    public abstract DataSplits Load(DataContext context);
}
