using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Multiplies the learning rate by γ at each milestone: η(t) = η₀ · γ^(milestones ≤ t), as PyTorch's MultiStepLR.</summary>
public sealed record MultiStepSchedule : CountedSchedule, IValidated
{
    [Option("milestones", "Epochs (or steps) after which the learning rate drops, in increasing order.",
        Required = true, Minimum = 1, MinimumLength = 1)]
    public IReadOnlyList<long> Milestones { get; init; } = [1];

    [Option("gamma", "Factor γ by which the learning rate is multiplied at each drop.", Minimum = 0)]
    public double Gamma { get; init; } = 0.1;

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        for (var i = 1; i < Milestones.Count; i++)
        {
            if (Milestones[i] <= Milestones[i - 1])
                yield return FormattableString.Invariant(
                    $"milestones has {Milestones[i]} after {Milestones[i - 1]}; increasing numbers are expected");
        }
    }

    /// <inheritdoc/>
    protected override string? PyTorchOf(string elapsed) =>
        $"LR * {Py.Number(Gamma)} ** sum(milestone <= {elapsed} for milestone in {Py.List(Milestones.Select(Py.Number))})";

    /// <inheritdoc/>
    protected override double Counted(double baseRate, long elapsed) =>
        baseRate * Math.Pow(Gamma, Milestones.Count(milestone => milestone <= elapsed));
}
