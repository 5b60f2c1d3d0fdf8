using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Multiplies the learning rate by γ after every epoch (or step): η(t) = η₀ · γᵗ, as PyTorch's ExponentialLR.</summary>
public sealed record ExponentialSchedule : CountedSchedule
{
    [Option("gamma", "Factor γ by which the learning rate is multiplied after every epoch or step.", Required = true, Minimum = 0)]
    public double Gamma { get; init; } = 1;

    /// <inheritdoc/>
    protected override string? PyTorchOf(string elapsed) => $"LR * {Py.Number(Gamma)} ** {elapsed}";

    /// <inheritdoc/>
    protected override double Counted(double baseRate, long elapsed) => baseRate * Math.Pow(Gamma, elapsed);
}
