using Experiments.Data;
using Experiments.Scripts;
using Experiments.Training;

namespace Experiments.Export;

/// <summary>Writes the evaluation of the splits, and the rules that end a run early.</summary>
internal sealed class EvaluationSection
{
    private readonly TrainingPlan _plan;
    private readonly DataSplits _data;
    private readonly List<(string Name, PyMetric Text)> _metrics;

    public EvaluationSection(TrainingPlan plan, DataSplits data)
    {
        (_plan, _data) = (plan, data);
        Loss = Refusal.Required(plan.Loss.PyTorch(), "loss.kind", LossRegistry.Instance.NameOf(plan.Loss), plan.Loss.GetType());
        _metrics = [.. plan.Metrics.Select(name => (name, Refusal.Required(MetricRegistry.Named(name).PyTorch(plan.Data, plan.Loss),
            "training.metrics", name, MetricRegistry.Named(name).GetType())))];
    }

    public PyLoss Loss { get; }

    public IEnumerable<string> Definitions =>
        Loss.Definitions.Concat(_metrics.SelectMany(metric => metric.Text.Definitions)).Distinct();

    /// <summary>Name of the network that is evaluated.</summary>
    private string Network => _plan.Config.Training.Ema is null ? "model" : "average";

    private TrainingOptions Training => _plan.Config.Training;

    /// <summary>Whether an evaluation may end the run.</summary>
    public bool CanStop => Training.EarlyStopping is not null || Training.Target is { Stop: true };

    public IEnumerable<string> Lines() =>
    [
        "@torch.no_grad()",
        "def evaluate(split):",
        "    inputs, targets = splits[split]",
        $"    {Network}.eval()",
        .. _metrics.Select(metric => $"    {metric.Name} = {metric.Text.Start}"),
        "    for x, target in zip(inputs.split(EVAL_BATCH_SIZE), targets.split(EVAL_BATCH_SIZE)):",
        $"        output = {Network}(x)",
        $"        {_metrics[0].Text.Add}",
        .. _plan.Data.TargetScale is null || _metrics.Count == 1 ? [] : new[]
        {
            "        # The other metrics are in the target's units.",
            "        output, target = (t.double() * TARGET_STD + TARGET_MEAN for t in (output, target))",
        },
        .. _metrics.Skip(1).Select(metric => $"        {metric.Text.Add}"),
        $"    {Network}.train()",
        "    n = len(targets)",
        $"    return {{{string.Join(", ", _metrics.Select(metric => $"\"{metric.Name}\": {metric.Text.Value}"))}}}",
        "",
        "",
        "def print_row(step, split, metrics):",
        "    row = {\"step\": step, \"epoch\": step / STEPS_PER_EPOCH, \"split\": split, **metrics}",
        "    row[\"lr\"] = learning_rate(max(step - 1, 0))",
        "    # JSON has no such numbers, so they are written as text: \"NaN\", \"Infinity\" and \"-Infinity\".",
        "    not_finite = {key: json.dumps(value) for key, value in row.items() if key != \"split\" and not math.isfinite(value)}",
        "    print(json.dumps({**row, **not_finite}), flush=True)",
        "",
        "",
        .. Rules(),
    ];

    private IEnumerable<string> Rules()
    {
        if (CanStop)
            yield return "stopped = False";
        if (Training.EarlyStopping is not null)
            yield return "value_to_beat, worse_evaluations = None, 0";
        if (CanStop)
        {
            yield return "";
            yield return "";
        }
        yield return "def evaluate_splits(step):";
        if (CanStop)
            yield return Training.EarlyStopping is null ? "    global stopped"
                : "    global stopped, value_to_beat, worse_evaluations";
        yield return $"    for split in {Py.List(Splits().Select(Py.Text))}:";
        yield return "        metrics = evaluate(split)";
        yield return "        print_row(step, split, metrics)";
        if (Training.OnNonFinite == "stop")
        {
            yield return "        if not math.isfinite(metrics[\"loss\"]):";
            yield return "            raise SystemExit(f\"diverged: the {split} loss after step {step} is not finite\")";
        }
        if (Training.Target is { Stop: true } target)
        {
            var sign = Metrics.IsHigherBetter(target.Metric) ? ">=" : "<=";
            yield return $"        if split == {Py.Text(target.Split)} and math.isfinite(metrics[\"loss\"]) "
                + $"and metrics[{Py.Text(target.Metric)}] {sign} {Py.Number(target.Value)}:";
            yield return "            stopped = True  # the target is reached";
        }
        if (Training.EarlyStopping is not { } stopping)
            yield break;
        var metric = stopping.Metric ?? _plan.Select;
        var (better, delta) = Metrics.IsHigherBetter(metric) ? (">", "+") : ("<", "-");
        yield return "        if split == \"validation\":";
        yield return $"            value = metrics[{Py.Text(metric)}]";
        yield return "            if not math.isfinite(metrics[\"loss\"]) or "
            + $"(value_to_beat is not None and not value {better} value_to_beat {delta} {Py.Number(stopping.MinDelta)}):";
        yield return "                worse_evaluations += 1";
        yield return "            else:";
        yield return "                value_to_beat, worse_evaluations = value, 0";
        yield return $"            stopped = stopped or worse_evaluations >= {stopping.Patience}";
    }

    private IEnumerable<string> Splits()
    {
        if (Training.EvalTrain || (_data.Validation is null && _data.Test is null))
            yield return "train";
        if (_data.Validation is not null)
            yield return "validation";
        if (_data.Test is not null)
            yield return "test";
    }
}
