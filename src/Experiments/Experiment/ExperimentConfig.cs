using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;

namespace Experiments.Experiment;

/// <summary>One experiment: the typed form of a config file after its layers are merged and every key is checked.</summary>
public sealed record ExperimentConfig : ITrainingConfig
{
    /// <summary>Regular expression of valid folder names.</summary>
    internal const string NamePattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    internal const string NameInWords = "a name of at most 100 letters, digits, '.', '_' and '-' that begins with a letter or digit";

    [Option("name", "Name of the experiment and of the folder with its runs.",
        Required = true, AffectsResult = false,
        Pattern = NamePattern, PatternInWords = NameInWords)]
    public string Name { get; init; } = "";

    [Option("seed", "Master seed, 32 bits. Initialisation, data order, dropout and augmentation draw from separate streams derived "
        + "from this seed.",
        Minimum = 0, Maximum = 4294967295)]
    public long Seed { get; init; }

    [Option("device", "Device of the tensors; auto uses CUDA if available.",
        Pattern = "auto|cpu|cuda|cuda:(0|[1-9][0-9]?)", PatternInWords = "auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";

    [Option("precision",
        "Number format of parameters and activations. With bfloat16, linear layers and convolutions multiply bfloat16 copies; "
            + "parameters, normalisation, loss and metrics stay float32, as with torch.autocast.",
        Allowed = ["float32", "float64", "bfloat16"])]
    public string Precision { get; init; } = "float32";

    [Option("tf32", "Whether CUDA may multiply float32 matrices in TF32 (10-bit mantissa).")]
    public bool Tf32 { get; init; }

    [Option("threads", "Number of CPU threads of libtorch, OpenMP and BLAS. Results depend on the number of threads, so the default "
        + "is the same on every machine.",
        Minimum = 1, Maximum = 1024)]
    public int Threads { get; init; } = 1;

    [Option("data", "The data set and its split into training, validation and test.", Required = true)]
    public DataOptions Data { get; init; } = null!;

    [Option("model", "The network.", Required = true)]
    public ModelOptions Model { get; init; } = null!;

    [Option("init", "Initialisation of weights and biases.")]
    public InitOptions Init { get; init; } = new();

    [Option("loss", "Loss function; null means cross_entropy for classification and mse for regression.")]
    public LossOptions? Loss { get; init; }

    [Option("optimizer", "The update rule.")]
    public OptimizerOptions Optimizer { get; init; } = new SgdOptions();

    [Option("schedule", "The learning rate as a function of the step.")]
    public ScheduleOptions Schedule { get; init; } = new ConstantSchedule();

    [Option("training", "Training length, evaluations and checkpoints.")]
    public TrainingOptions Training { get; init; } = new();

    [Option("diagnostics", "Measurements of the signal in each layer during training.", AffectsResult = false)]
    public DiagnosticsOptions Diagnostics { get; init; } = new();

    [Option("output", "Location of the run folder.", AffectsResult = false)]
    public OutputOptions Output { get; init; } = new();

    /// <inheritdoc/>
    public bool DrawsRandomNumbers => Model.DrawsRandomNumbers;
}
