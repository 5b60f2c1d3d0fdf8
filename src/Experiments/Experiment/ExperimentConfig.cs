using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;

namespace Experiments.Experiment;

/// <summary>One experiment: the typed form of a config file after its layers are merged and every key is checked.</summary>
public sealed record ExperimentConfig : ITrainingConfig
{
    /// <summary>Regular expression of names that a folder can have.</summary>
    internal const string NamePattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    internal const string NameInWords = "a name of letters, digits, '.', '_' and '-' (100 at most, a letter or digit first)";

    [Option("name", "Name of the experiment; its runs lie in a folder of that name.",
        Required = true, AffectsResult = false,
        Pattern = NamePattern, PatternInWords = NameInWords)]
    public string Name { get; init; } = "";

    [Option("seed", "Master seed: initialisation, data order, dropout and augmentation draw from separate streams of it. 32 bits, because "
        + "the CPU generator takes no more.",
        Minimum = 0, Maximum = 4294967295)]
    public long Seed { get; init; }

    [Option("device", "Where tensors live: auto takes CUDA when there is one.",
        Pattern = "auto|cpu|cuda|cuda:(0|[1-9][0-9]?)", PatternInWords = "auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";

    [Option("precision", "Number format of parameters and activations; with bfloat16, linear layers and convolutions multiply bfloat16 "
        + "copies, and parameters, normalisation, loss and metrics stay float32, as with torch.autocast.",
        Allowed = ["float32", "float64", "bfloat16"])]
    public string Precision { get; init; } = "float32";

    [Option("tf32", "Whether CUDA may multiply float32 matrices in TF32 (10 bits of mantissa).")]
    public bool Tf32 { get; init; }

    [Option("threads", "CPU threads of libtorch, OpenMP and BLAS; results change with it, so it is never taken from the machine.",
        Minimum = 1, Maximum = 1024)]
    public int Threads { get; init; } = 1;

    [Option("data", "The data set and how it is split.", Required = true)]
    public DataOptions Data { get; init; } = null!;

    [Option("model", "The network.", Required = true)]
    public ModelOptions Model { get; init; } = null!;

    [Option("init", "How weights and biases start.")]
    public InitOptions Init { get; init; } = new();

    [Option("loss", "What is minimised; null takes cross_entropy for classification and mse for regression.")]
    public LossOptions? Loss { get; init; }

    [Option("optimizer", "The update rule.")]
    public OptimizerOptions Optimizer { get; init; } = new SgdOptions();

    [Option("schedule", "The learning rate as a function of the step.")]
    public ScheduleOptions Schedule { get; init; } = new ConstantSchedule();

    [Option("training", "How long, and what is watched.")]
    public TrainingOptions Training { get; init; } = new();

    [Option("diagnostics", "What each layer does to the signal, measured along the way.", AffectsResult = false)]
    public DiagnosticsOptions Diagnostics { get; init; } = new();

    [Option("output", "Where the run folder goes.", AffectsResult = false)]
    public OutputOptions Output { get; init; } = new();

    /// <inheritdoc/>
    public bool DrawsRandomNumbers => Model.DrawsRandomNumbers;
}
