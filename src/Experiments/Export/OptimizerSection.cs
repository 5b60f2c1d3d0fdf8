using Experiments.Scripts;
using Experiments.Training;

namespace Experiments.Export;

/// <summary>Writes the optimiser, the learning rate and what happens to gradients before a step.</summary>
internal sealed class OptimizerSection
{
    private readonly TrainingPlan _plan;
    private readonly OptimizerOptions _optimizer;
    private readonly PyText _call;
    private readonly IReadOnlyList<string> _schedule;

    public OptimizerSection(TrainingPlan plan)
    {
        (_plan, _optimizer) = (plan, plan.Config.Optimizer);
        _call = Refusal.Required(_optimizer.PyTorch(), "optimizer.kind", OptimizerRegistry.Instance.NameOf(_optimizer),
            _optimizer.GetType());
        var schedule = plan.Config.Schedule;
        _schedule = Refusal.Required(schedule.PyTorch(), "schedule.kind", ScheduleRegistry.Instance.NameOf(schedule), schedule.GetType());
    }

    public IEnumerable<string> Definitions => _call.Definitions;

    /// <summary>Whether the schedule uses the length of an epoch or of the run.</summary>
    public bool Uses(string name) => _schedule.Any(line => line.Contains(name, StringComparison.Ordinal));

    public IEnumerable<string> Lines()
    {
        if (_optimizer.SparesSome)
        {
            yield return "# Weight decay leaves out biases, normalisation and PReLU.";
            yield return "decayed = [p for p in model.parameters() if p.dim() >= 2]";
            if (!_optimizer.PyTorchDecaysApart)
                yield return "parameters = [{\"params\": decayed}, {\"params\": [p for p in model.parameters() if p.dim() < 2], "
                    + "\"weight_decay\": 0.0}]";
        }
        yield return _optimizer.SparesSome && !_optimizer.PyTorchDecaysApart
            ? $"optimizer = {_call.Expression}"
            : $"optimizer = {_call.Expression.Replace("(parameters", "(model.parameters()", StringComparison.Ordinal)}";
        yield return "";
        yield return "";
        yield return "def learning_rate(step):";
        yield return "    # The rate of an update; the first update is step 0.";
        foreach (var line in _schedule)
            yield return $"    {line}";
    }

    /// <summary>Returns the statements between the backward pass and the next update.</summary>
    public IEnumerable<string> Step()
    {
        var training = _plan.Config.Training;
        if (training.ClipGradValue is { } limit)
            yield return $"nn.utils.clip_grad_value_(model.parameters(), {Py.Number(limit)})";
        if (training.ClipGradNorm is { } norm)
            yield return $"nn.utils.clip_grad_norm_(model.parameters(), {Py.Number(norm)})";
        if (_optimizer.Maximize)
        {
            yield return "for parameter in model.parameters():  # maximises the loss";
            yield return "    parameter.grad.neg_()";
        }
        yield return "for group in optimizer.param_groups:";
        yield return "    group[\"lr\"] = learning_rate(step)";
        if (_optimizer.PyTorchDecaysApart)
        {
            yield return "with torch.no_grad():  # decoupled weight decay";
            yield return $"    for parameter in {(_optimizer.SparesSome ? "decayed" : "model.parameters()")}:";
            yield return $"        parameter.mul_(1 - learning_rate(step) * {Py.Number(_optimizer.WeightDecay)})";
        }
        yield return "optimizer.step()";
    }
}
