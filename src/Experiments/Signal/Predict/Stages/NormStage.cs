namespace Experiments.Signal.Predict;

/// <summary>A normalisation: x → scale · (x − mean) / √(variance + ε) + shift.</summary>
/// <param name="OverBatch">Whether mean and variance are computed for each channel, over the batch and all positions. If false, mean and
/// variance are computed for each example, over channels and positions.</param>
/// <param name="Scale">Initial value of the learned scale.</param>
/// <param name="Shift">Initial value of the learned shift.</param>
public sealed record NormStage(bool OverBatch, double Epsilon, double Scale = 1, double Shift = 0) : PassingStage
{
    /// <summary>Number of channel groups that are normalised separately; 1 for all channels together.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether the inputs are vectors, with a single position each.</summary>
    public bool IsOfVectors { get; init; }

    /// <summary>Minimum number of examples for predictions of batch normalisation of vectors. With fewer examples, the variance of a
    /// channel fluctuates too much and ε matters.</summary>
    public const int FewestExamples = 8;

    internal override Stage InBatchOf(int examples) => OverBatch && IsOfVectors && examples < FewestExamples
        ? new RestartStage($"a batch normalisation over only {examples} example{(examples == 1 ? "" : "s")}")
        : this;

    internal override SignalState Forward(SignalState signal) => NormSteps.Forward(signal, this);

    internal override Gradient Backward(Gradient gradient, SignalState input) => NormSteps.Backward(gradient, this, input);
}
