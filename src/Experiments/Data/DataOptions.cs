namespace Experiments.Data;

/// <summary>Base of every row of <see cref="DataRegistry"/>: a data set and how it is split.</summary>
public abstract record DataOptions
{
    [Option("batch_size", "Examples in a training batch.", Chinese = "训练批次的样本数。", Minimum = 1, Maximum = 1_000_000)]
    public int BatchSize { get; init; } = 128;

    [Option("eval_batch_size", "Examples in an evaluation batch; no result depends on more than its rounding.",
        Chinese = "评估批次的样本数；它只影响结果的舍入误差。", Minimum = 1, Maximum = 1_000_000)]
    public int EvalBatchSize { get; init; } = 1000;

    [Option("drop_last", "Whether a last, smaller batch of an epoch is left out.", Chinese = "是否丢弃每轮最后一个不满的批次。")]
    public bool DropLast { get; init; }

    [Option("limit", "Use only so many training examples (after the split), or null for all.",
        Chinese = "划分之后只用这么多训练样本；null 表示全部。", Minimum = 1)]
    public long? Limit { get; init; }

    [Option("split_seed", "Seed of the split into training, validation and test; separate from the run's seed, so that runs share their test set.",
        Chinese = "划分训练集、验证集和测试集的种子；与运行的种子分开，好让各次运行共用同一个测试集。", Minimum = 0)]
    public long SplitSeed { get; init; }

    /// <summary>Whether the data lies in files; false if it follows from the keys alone.</summary>
    public virtual bool ReadsFiles => true;

    /// <summary>Describes shapes, classes and files, without making tensors where that is possible.</summary>
    public abstract DataDescription Describe(DataContext context);

    /// <summary>Reads, splits and standardises the data and puts it on the device.</summary>
    public abstract DataSplits Load(DataContext context);
}
