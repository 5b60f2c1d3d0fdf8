namespace Experiments.Training;

public sealed record TrainingOptions : IValidated
{
    [Option("epochs", "Passes over the training data; leave out where steps is given. 10 where neither is.", Minimum = 0)]
    public int? Epochs { get; init; }

    [Option("steps", "Updates to make, instead of epochs.", Minimum = 0)]
    public long? Steps { get; init; }

    [Option("eval_every_epochs", "Epochs between two evaluations; the start and the end of a run are always evaluated.", Minimum = 1)]
    public int? EvalEveryEpochs { get; init; }

    [Option("eval_every_steps", "Updates between two evaluations, instead of eval_every_epochs (1 where neither is given).", Minimum = 1)]
    public long? EvalEverySteps { get; init; }

    [Option("eval_train", "Whether the training split is evaluated too, in evaluation mode, beside the running mean over its batches.")]
    public bool EvalTrain { get; init; }

    [Option("clip_grad_norm", "Largest Euclidean norm of all gradients together (torch.nn.utils.clip_grad_norm_), or null.",
        Minimum = 0, ExclusiveMinimum = true)]
    public double? ClipGradNorm { get; init; }

    [Option("clip_grad_value",
        "Largest absolute value of a gradient's element (torch.nn.utils.clip_grad_value_), or null; taken before clip_grad_norm.",
        Minimum = 0, ExclusiveMinimum = true)]
    public double? ClipGradValue { get; init; }

    [Option("on_non_finite",
        "What a loss or gradient that is not finite does: stop the run as diverged, naming the layer, or be recorded and ignored, as a "
            + "plain PyTorch script would. A run whose last loss is not finite is diverged in both cases (docs/run-folder.md, How a run "
            + "ends).",
        Allowed = ["stop", "ignore"])]
    public string OnNonFinite { get; init; } = "stop";

    [Option("metrics", "Metrics that evaluations measure beside the loss; null takes accuracy for classification, rmse and mae for "
        + "regression (rmse_log too where the target's logarithm is predicted or the loss is rmse_log).",
        WordsOf = typeof(MetricRegistry))]
    public IReadOnlyList<string>? Metrics { get; init; }

    [Option("select",
        "The metric of the validation split that chooses the best checkpoint; null takes accuracy for classification and rmse "
            + "for regression, rmse_log under that loss.",
        WordsOf = typeof(MetricRegistry))]
    public string? Select { get; init; }

    [Option("target", "A value that a metric should reach, for steps to target; null for none.")]
    public TargetOptions? Target { get; init; }

    [Option("accumulate", "Batches that make one update: their gradients are accumulated, each batch weighing as many examples as it has, "
        + "which for a mean loss is the gradient of one batch of all of them. A step is an update; an epoch's last update has the batches "
        + "that are left.",
        Minimum = 1, Maximum = 1_000_000)]
    public int Accumulate { get; init; } = 1;

    [Option("ema", "An exponential moving average of the weights, which is then what is evaluated and selected; null for none.")]
    public EmaOptions? Ema { get; init; }

    [Option("early_stopping", "Ends the run once the validation split has not become better for a while; null for never.")]
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
