namespace Experiments.Training;

public sealed record TrainingOptions : IValidated
{
    [Option("epochs", "Number of passes over the training data; leave epochs out if steps is given. Without both keys, the run has 10 "
        + "epochs.", Minimum = 0)]
    public int? Epochs { get; init; }

    [Option("steps", "Number of updates, instead of epochs.", Minimum = 0)]
    public long? Steps { get; init; }

    [Option("eval_every_epochs", "Number of epochs between two evaluations; a run is also evaluated at its start and at its end.",
        Minimum = 1)]
    public int? EvalEveryEpochs { get; init; }

    [Option("eval_every_steps", "Number of updates between two evaluations, to use instead of eval_every_epochs. Without both keys, "
        + "the run is evaluated after every epoch.",
        Minimum = 1)]
    public long? EvalEverySteps { get; init; }

    [Option("eval_train", "Whether to evaluate the training split too, in addition to the running mean over the training batches.")]
    public bool EvalTrain { get; init; }

    [Option("clip_grad_norm", "Largest Euclidean norm of all gradients together (torch.nn.utils.clip_grad_norm_); null for no clipping.",
        Minimum = 0, ExclusiveMinimum = true)]
    public double? ClipGradNorm { get; init; }

    [Option("clip_grad_value",
        "Largest absolute value of a gradient's element (torch.nn.utils.clip_grad_value_); null for no clipping. Applied before "
            + "clip_grad_norm.",
        Minimum = 0, ExclusiveMinimum = true)]
    public double? ClipGradValue { get; init; }

    [Option("on_non_finite",
        "What to do if a loss or gradient is not finite: 'stop' ends the run as diverged and names the layer, 'ignore' records it and "
            + "continues, as a plain PyTorch script does. In both cases a run whose last loss is not finite has diverged "
            + "(docs/run-folder.md, How a run ends).",
        Allowed = ["stop", "ignore"])]
    public string OnNonFinite { get; init; } = "stop";

    [Option("metrics", "Metrics that evaluations measure besides the loss; null means accuracy for classification, and rmse and mae for "
        + "regression (also rmse_log if the logarithm of the target is predicted or the loss is rmse_log).",
        WordsOf = typeof(MetricRegistry))]
    public IReadOnlyList<string>? Metrics { get; init; }

    [Option("select",
        "The metric of the validation split that chooses the best checkpoint; null means accuracy for classification and rmse "
            + "for regression (rmse_log with the loss rmse_log).",
        WordsOf = typeof(MetricRegistry))]
    public string? Select { get; init; }

    [Option("target", "A metric value to reach; the run counts the steps until it reaches this value. null for none.")]
    public TargetOptions? Target { get; init; }

    [Option("accumulate",
        "Number of batches per update. Their gradients are added, each weighted by its number of examples; for a mean loss this "
            + "equals the gradient of one large batch. A step is an update; the last update of an epoch uses the "
            + "remaining batches.",
        Minimum = 1, Maximum = 1_000_000)]
    public int Accumulate { get; init; } = 1;

    [Option("ema", "An exponential moving average of the weights, used for evaluation and to choose the best checkpoint; null for none.")]
    public EmaOptions? Ema { get; init; }

    [Option("early_stopping", "Early stopping: the run ends when the validation metric stops improving; null for never.")]
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    public long TotalSteps(long stepsPerEpoch) => Steps ?? (Epochs ?? 10) * stepsPerEpoch;

    /// <summary>Returns the number of updates between two evaluations.</summary>
    public long EvalInterval(long stepsPerEpoch) => EvalEverySteps ?? (EvalEveryEpochs ?? 1) * stepsPerEpoch;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Epochs is not null && Steps is not null)
            yield return "epochs and steps are both given; keep only one of them";
        if (EvalEveryEpochs is not null && EvalEverySteps is not null)
            yield return "eval_every_epochs and eval_every_steps are both given; keep only one of them";
    }
}
