using Experiments.Data;

namespace Experiments.Training;

/// <summary>
/// A network's output for a batch, and quantities that several metrics need. Each quantity is computed once. The tensors live in the
/// caller's dispose scope.
/// </summary>
/// <param name="Output">Logits (examples × classes), or predicted values in the target's own units.</param>
/// <param name="Targets">Class numbers, or values in the target's own units. Only the loss is computed from standardised values.</param>
public sealed record MetricBatch(Tensor Output, Tensor Targets, LossOptions Loss)
{
    private readonly Lazy<Tensor> _errors = new(() => Output.to(ScalarType.Float64) - Targets.to(ScalarType.Float64));
    private readonly Lazy<Tensor> _predicted = new(() => Output.argmax(1));

    private Lazy<double> SumOfLoss { get; init; } = new(() => Sum(Loss.Terms(Output, Targets)));

    /// <param name="output">Output of the network.</param>
    /// <param name="targets">Class numbers, or values standardised with <paramref name="scale"/>.</param>
    /// <param name="scale">Standardisation of the targets; null if the targets are not standardised.</param>
    public static MetricBatch Of(Tensor output, Tensor targets, LossOptions loss, TargetScale? scale) => scale is null
        ? new MetricBatch(output, targets, loss)
        : new MetricBatch(scale.Restore(output), scale.Restore(targets), loss)
        {
            SumOfLoss = new(() => Sum(loss.Terms(output, targets))),
        };

    /// <summary>Sum of the loss terms.</summary>
    public double LossSum => SumOfLoss.Value;

    /// <summary>Output minus target, in float64.</summary>
    public Tensor Errors => _errors.Value;

    /// <summary>Index of the most probable class.</summary>
    public Tensor Predicted => _predicted.Value;

    public static double Sum(Tensor terms) => terms.to(ScalarType.Float64).sum().item<double>();
}
