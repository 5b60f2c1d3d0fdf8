using Experiments.Experiment;
using Experiments.Scripts;

namespace Experiments.Export;

/// <summary>Writes the loop over the updates.</summary>
internal sealed class TrainingSection(RunParts parts, PyData data, OptimizerSection optimizer, EvaluationSection evaluation)
{
    private ExperimentConfig Config => parts.Config;

    private int Parts => Config.Training.Accumulate;

    /// <summary>Whether the script needs the function <c>stream_seed</c>.</summary>
    public bool HasStreams => Config.DrawsRandomNumbers || data.Augmentation is not null;

    public IEnumerable<string> Definitions()
    {
        if (HasStreams)
            yield return """
                def stream_seed(name, number):
                    # Dropout and augmentation draw from separate streams, one for each update or batch.
                    return int.from_bytes(hashlib.sha256(f"{name}/{SEED}/{number}".encode()).digest()[:8], "big") & (2**63 - 1)
                """;
        if (data.Augmentation is { } augmentation)
            yield return augmentation;
    }

    public IEnumerable<string> Lines() =>
    [
        "inputs, targets = splits[\"train\"]",
        "model.train()",
        .. Average(),
        "evaluate_splits(0)",
        "running_loss, running_examples = 0.0, 0",
        "for step in range(TOTAL_STEPS):",
        .. evaluation.CanStop ? ["    if stopped:", "        break"] : Array.Empty<string>(),
        "    if step % STEPS_PER_EPOCH == 0:",
        "        order = epoch_order(len(targets), step // STEPS_PER_EPOCH)" + (Config.Data.DropLast
            ? "[:len(targets) // BATCH_SIZE * BATCH_SIZE]"
            : ""),
        .. Parts == 1
            ? [
                "    first = step % STEPS_PER_EPOCH * BATCH_SIZE",
                "    rows = order[first:first + BATCH_SIZE].to(DEVICE)",
            ]
            : new[]
            {
                "    first = step % STEPS_PER_EPOCH * BATCH_SIZE * ACCUMULATE",
                "    rows = order[first:first + BATCH_SIZE * ACCUMULATE].to(DEVICE)",
            },
        .. Config.DrawsRandomNumbers ? ["    torch.manual_seed(stream_seed(\"dropout\", step))"] : Array.Empty<string>(),
        "    optimizer.zero_grad()",
        .. Parts == 1 ? OneBatch() : SeveralBatches(),
        .. NonFinite(),
        .. optimizer.Step().Select(line => $"    {line}"),
        .. Config.Training.Ema is null ? [] : new[] { "    update_average(step + 1)" },
        "    running_loss += update_loss * len(rows)",
        "    running_examples += len(rows)",
        "    if (step + 1) % EVAL_EVERY == 0 or step + 1 == TOTAL_STEPS:",
        "        print_row(step + 1, \"train_running\", {\"loss\": running_loss / running_examples})",
        "        running_loss, running_examples = 0.0, 0",
        "        evaluate_splits(step + 1)",
    ];

    private string Augmented(string rows, string number) =>
        data.Augmentation is null ? $"inputs[{rows}]" : $"augment(inputs[{rows}], {number})";

    private IEnumerable<string> OneBatch() =>
    [
        $"    output, target = model({Augmented("rows", "step")}), targets[rows]",
        $"    loss = {evaluation.Loss.Batch}",
        "    loss.backward()",
        "    update_loss = loss.item()",
    ];

    private IEnumerable<string> SeveralBatches() =>
    [
        "    update_loss = 0.0",
        data.Augmentation is null
            ? "    for part in rows.split(BATCH_SIZE):"
            : "    for i, part in enumerate(rows.split(BATCH_SIZE)):",
        $"        output, target = model({Augmented("part", "step * ACCUMULATE + i")}), targets[part]",
        $"        loss = {evaluation.Loss.Batch} * (len(part) / len(rows))",
        "        loss.backward()",
        "        update_loss += loss.item()",
    ];

    private IEnumerable<string> NonFinite()
    {
        if (Config.Training.OnNonFinite != "stop")
            yield break;
        yield return "    if not math.isfinite(update_loss) or not all(p.grad.isfinite().all() for p in model.parameters()):";
        yield return "        raise SystemExit(f\"diverged: the loss or a gradient of step {step + 1} is not finite\")";
    }

    private IEnumerable<string> Average()
    {
        if (Config.Training.Ema is not { } ema)
            return [];
        return
        [
            "average = copy.deepcopy(model)",
            "",
            "",
            "@torch.no_grad()",
            "def update_average(step):",
            "    # The exponential moving average of weights and running statistics, which is evaluated.",
            ema.Warmup
                ? $"    decay = min({Py.Number(ema.Decay)}, (1 + step) / (10 + step))"
                : $"    decay = {Py.Number(ema.Decay)}",
            "    for mean, value in zip(average.state_dict().values(), model.state_dict().values()):",
            "        if value.is_floating_point():",
            "            mean.mul_(decay).add_(value, alpha=1 - decay)",
            "        else:",
            "            mean.copy_(value)",
            "",
            "",
        ];
    }
}
