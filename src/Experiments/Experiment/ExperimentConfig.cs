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
        Chinese = "实验名称；它的各次运行放在同名文件夹里。", Required = true, AffectsResult = false,
        Pattern = NamePattern, PatternInWords = NameInWords,
        PatternInChinese = "由字母、数字、'.'、'_' 和 '-' 组成的名称（最多 100 个字符，以字母或数字开头）")]
    public string Name { get; init; } = "";

    [Option("seed", "Master seed: initialisation, data order, dropout and augmentation draw from separate streams of it. 32 bits, because the CPU generator takes no more.",
        Chinese = "主随机种子：初始化、数据顺序、dropout 和数据增强各用由它派生的独立随机流。32 位，因为 CPU 生成器最多只接受这么多。", Minimum = 0, Maximum = 4294967295)]
    public long Seed { get; init; }

    [Option("device", "Where tensors live: auto takes CUDA when there is one.",
        Chinese = "张量所在的设备；auto：有 CUDA 就用 CUDA。", Pattern = "auto|cpu|cuda|cuda:(0|[1-9][0-9]?)", PatternInWords = "auto, cpu, cuda or cuda:N",
        PatternInChinese = "auto、cpu、cuda 或 cuda:N")]
    public string Device { get; init; } = "auto";

    [Option("precision", "Number format of parameters and activations.", Chinese = "参数和激活值的数值格式。", Allowed = ["float32", "float64"])]
    public string Precision { get; init; } = "float32";

    [Option("tf32", "Whether CUDA may multiply float32 matrices in TF32 (10 bits of mantissa).",
        Chinese = "是否允许 CUDA 用 TF32（尾数 10 位）做 float32 矩阵乘法。")]
    public bool Tf32 { get; init; }

    [Option("threads", "CPU threads of libtorch, OpenMP and BLAS; results change with it, so it is never taken from the machine.",
        Chinese = "libtorch、OpenMP 和 BLAS 的 CPU 线程数；它会改变结果，所以从不取自机器的核数。", Minimum = 1, Maximum = 1024)]
    public int Threads { get; init; } = 1;

    [Option("data", "The data set and how it is split.", Chinese = "数据集及其划分方式。", Required = true)]
    public DataOptions Data { get; init; } = null!;

    [Option("model", "The network.", Chinese = "网络。", Required = true)]
    public ModelOptions Model { get; init; } = null!;

    [Option("init", "How weights and biases start.", Chinese = "权重和偏置的初始化。")]
    public InitOptions Init { get; init; } = new();

    [Option("loss", "What is minimised; null takes cross_entropy for classification and mse for regression.",
        Chinese = "要最小化的损失函数；null：分类取 cross_entropy，回归取 mse。")]
    public LossOptions? Loss { get; init; }

    [Option("optimizer", "The update rule.", Chinese = "参数的更新规则。")]
    public OptimizerOptions Optimizer { get; init; } = new SgdOptions();

    [Option("schedule", "The learning rate as a function of the step.", Chinese = "学习率随步数的变化。")]
    public ScheduleOptions Schedule { get; init; } = new ConstantSchedule();

    [Option("training", "How long, and what is watched.", Chinese = "训练多久，以及监控什么。")]
    public TrainingOptions Training { get; init; } = new();

    [Option("diagnostics", "What each layer does to the signal, measured along the way.",
        Chinese = "训练途中测量每一层对信号做了什么。", AffectsResult = false)]
    public DiagnosticsOptions Diagnostics { get; init; } = new();

    [Option("output", "Where the run folder goes.", Chinese = "运行文件夹放在哪里。", AffectsResult = false)]
    public OutputOptions Output { get; init; } = new();
}
