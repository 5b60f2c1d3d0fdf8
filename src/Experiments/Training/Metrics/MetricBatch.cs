namespace Experiments.Training;

/// <summary>A network's output for a batch, with what several metrics need of it, computed once.
/// Its tensors live in the caller's scope.</summary>
/// <param name="Output">Logits (examples × classes), or predicted values.</param>
/// <param name="Targets">Class numbers, or values.</param>
public sealed record MetricBatch(Tensor Output, Tensor Targets, LossOptions Loss)
{
    private readonly Lazy<double> _lossSum = new(() => Sum(Loss.Terms(Output, Targets)));
    private readonly Lazy<Tensor> _errors = new(() => Output.to(ScalarType.Float64) - Targets.to(ScalarType.Float64));
    private readonly Lazy<Tensor> _predicted = new(() => Output.argmax(1));

    /// <summary>Sum of the loss terms.</summary>
    public double LossSum => _lossSum.Value;

    /// <summary>Output minus target, in float64.</summary>
    public Tensor Errors => _errors.Value;

    /// <summary>Number of the most probable class.</summary>
    public Tensor Predicted => _predicted.Value;

    public static double Sum(Tensor terms) => terms.to(ScalarType.Float64).sum().item<double>();
}
