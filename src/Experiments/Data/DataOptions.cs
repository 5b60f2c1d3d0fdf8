using Experiments.Scripts;

namespace Experiments.Data;

/// <summary>Base of every row of <see cref="DataRegistry"/>: a data set and its split.</summary>
public abstract record DataOptions
{
    [Option("batch_size", "Examples in a training batch.", Minimum = 1, Maximum = 1_000_000)]
    public int BatchSize { get; init; } = 128;

    [Option("eval_batch_size", "Examples in an evaluation batch; the size affects results only by rounding.",
        Minimum = 1, Maximum = 1_000_000)]
    public int EvalBatchSize { get; init; } = 1000;

    [Option("drop_last", "Whether to drop the last batch of an epoch if the batch is incomplete.")]
    public bool DropLast { get; init; }

    [Option("limit", "Maximum number of training examples (after the split); null for all.", Minimum = 1)]
    public long? Limit { get; init; }

    [Option("split_seed", "Seed of the split into training, validation and test; separate from the run's seed, so that runs share "
        + "their test set.",
        Minimum = 0)]
    public long SplitSeed { get; init; }

    /// <summary>Whether the data comes from files; false if the keys of the config determine the data.</summary>
    public virtual bool ReadsFiles => true;

    /// <summary>Describes shapes, classes and files, without creating tensors if possible.</summary>
    public abstract DataDescription Describe(DataContext context);

    /// <summary>Reads, splits and standardises the data, and copies it to the device.</summary>
    public abstract DataSplits Load(DataContext context);

    /// <summary>Returns the data in an exported PyTorch script, which reads the same files; null if a script can't have this
    /// data.</summary>
    /// <exception cref="MissingException">A file is missing.</exception>
    /// <exception cref="InputException">A file or a key is wrong.</exception>
    public virtual PyData? PyTorch(DataContext context) => null;
}
