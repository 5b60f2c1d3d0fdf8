namespace Experiments.Training;

public sealed record TrainingOptions : IValidated
{
    [Option("epochs", "Passes over the training data; leave out where steps is given. 10 where neither is.",
        Chinese = "遍历训练数据的轮数；给出 steps 时不要写。两者都不给则为 10。", Minimum = 0)]
    public int? Epochs { get; init; }

    [Option("steps", "Updates to make, instead of epochs.", Chinese = "更新的步数，用来代替 epochs。", Minimum = 0)]
    public long? Steps { get; init; }

    [Option("eval_every_epochs", "Epochs between two evaluations; the start and the end of a run are always evaluated.",
        Chinese = "两次评估之间的轮数；运行的开始和结束总会评估。", Minimum = 1)]
    public int? EvalEveryEpochs { get; init; }

    [Option("eval_every_steps", "Updates between two evaluations, instead of eval_every_epochs (1 where neither is given).",
        Chinese = "两次评估之间的更新步数，用来代替 eval_every_epochs（两者都不给时，eval_every_epochs 为 1）。", Minimum = 1)]
    public long? EvalEverySteps { get; init; }

    [Option("eval_train", "Whether the training split is evaluated too, in evaluation mode, beside the running mean over its batches.",
        Chinese = "除了各训练批次的累计平均之外，是否也在评估模式下评估训练集。")]
    public bool EvalTrain { get; init; }

    [Option("clip_grad_norm", "Largest Euclidean norm of all gradients together (torch.nn.utils.clip_grad_norm_), or null.",
        Chinese = "全部梯度合在一起的最大欧氏范数（torch.nn.utils.clip_grad_norm_）；null 表示不裁剪。", Minimum = 0, ExclusiveMinimum = true)]
    public double? ClipGradNorm { get; init; }

    [Option("clip_grad_value", "Largest absolute value of a gradient's element (torch.nn.utils.clip_grad_value_), or null; taken before clip_grad_norm.",
        Chinese = "梯度元素的最大绝对值（torch.nn.utils.clip_grad_value_）；null 表示不裁剪；先于 clip_grad_norm 执行。", Minimum = 0, ExclusiveMinimum = true)]
    public double? ClipGradValue { get; init; }

    [Option("on_non_finite", "What a loss or gradient that is not finite does: stop the run as diverged, naming the layer, or be recorded and ignored, as a plain PyTorch script would.",
        Chinese = "损失或梯度出现 NaN 或无穷时怎么办：stop 以“发散”结束运行并指出是哪一层；ignore 只作记录并继续，就像普通的 PyTorch 脚本。", Allowed = ["stop", "ignore"])]
    public string OnNonFinite { get; init; } = "stop";

    [Option("metrics", "Metrics that evaluations measure beside the loss; null takes accuracy for classification, rmse and mae for regression (rmse_log too where the target's logarithm is predicted or the loss is rmse_log).",
        Chinese = "除损失外评估还测量哪些指标；null：分类取 accuracy，回归取 rmse 和 mae（预测目标的对数或损失为 rmse_log 时还有 rmse_log）。", WordsOf = typeof(MetricRegistry))]
    public IReadOnlyList<string>? Metrics { get; init; }

    [Option("select", "The metric of the validation split that chooses the best checkpoint; null takes accuracy for classification and rmse for regression, rmse_log under that loss.",
        Chinese = "用验证集的哪个指标选出最佳检查点；null：分类取 accuracy，回归取 rmse，损失为 rmse_log 时取 rmse_log。", WordsOf = typeof(MetricRegistry))]
    public string? Select { get; init; }

    [Option("target", "A value that a metric should reach, for steps to target; null for none.",
        Chinese = "某个指标应达到的值，用来统计达标步数；null 表示没有目标。")]
    public TargetOptions? Target { get; init; }

    [Option("accumulate", "Batches that make one update: their gradients are accumulated, each batch weighing as many examples as it has, which for a mean loss is the gradient of one batch of all of them. A step is an update; an epoch's last update has the batches that are left.",
        Chinese = "每次更新累积多少个批次的梯度：各批次按样本数加权，对取均值的损失等价于把它们合成一个大批次。step 指一次更新；每轮最后一次更新只含剩余的批次。", Minimum = 1, Maximum = 1_000_000)]
    public int Accumulate { get; init; } = 1;

    [Option("ema", "An exponential moving average of the weights, which is then what is evaluated and selected; null for none.",
        Chinese = "权重的指数滑动平均；启用后评估和选择都用平均后的权重；null 表示不用。")]
    public EmaOptions? Ema { get; init; }

    [Option("early_stopping", "Ends the run once the validation split has not become better for a while; null for never.",
        Chinese = "验证集一段时间没有改善就提前结束训练；null 表示从不。")]
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    public long TotalSteps(long stepsPerEpoch) => Steps ?? (Epochs ?? 10) * stepsPerEpoch;

    /// <summary>Updates between two evaluations.</summary>
    public long EvalInterval(long stepsPerEpoch) => EvalEverySteps ?? (EvalEveryEpochs ?? 1) * stepsPerEpoch;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Epochs is not null && Steps is not null)
            yield return "epochs and steps both say how long to train; give one";
        if (EvalEveryEpochs is not null && EvalEverySteps is not null)
            yield return "eval_every_epochs and eval_every_steps both say when to evaluate; give one";
    }
}
