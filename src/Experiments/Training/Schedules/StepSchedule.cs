using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Multiplies the learning rate by γ after every s epochs (or steps): η(t) = η₀ · γ^⌊t/s⌋, as PyTorch's StepLR.</summary>
public sealed record StepSchedule : CountedSchedule
{
    [Option("step_size", "Number s of epochs or steps between two drops of the learning rate; the key 'unit' chooses.",
        Required = true, Minimum = 1)]
    public long StepSize { get; init; } = 1;

    [Option("gamma", "Factor γ by which the learning rate is multiplied at each drop.", Minimum = 0)]
    public double Gamma { get; init; } = 0.1;

    /// <inheritdoc/>
    protected override string? PyTorchOf(string elapsed) => $"LR * {Py.Number(Gamma)} ** ({elapsed} // {Py.Number(StepSize)})";

    /// <inheritdoc/>
    protected override double Counted(double baseRate, long elapsed) => baseRate * Math.Pow(Gamma, elapsed / StepSize);
}
