using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z between min_val and max_val, and the nearer limit outside; the derivative at both limits is 0.</summary>
public sealed record HardtanhActivation : ActivationOptions, IValidated
{
    [Option("min_val", "The smallest value.")]
    public double Least { get; init; } = -1;

    [Option("max_val", "The largest value.")]
    public double Most { get; init; } = 1;

    /// <summary>Saturating if both limits are at least 1 away from 0, because the function is then linear for most values of a signal with
    /// variance 1; otherwise Other.</summary>
    public override ActivationFamily Family => Least <= -1 && Most >= 1 ? ActivationFamily.Saturating : ActivationFamily.Other;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [Least, Most];

    /// <inheritdoc/>
    public IEnumerable<string> Mistakes()
    {
        if (Least >= Most)
            yield return FormattableString.Invariant($"min_val is {Least} and max_val is {Most}; min_val must be less than max_val");
    }

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => new HardtanhModule(Least, Most);

    /// <inheritdoc/>
    public override PyText? PyTorch() => Py.Call("nn.Hardtanh", ("min_val", Least, -1), ("max_val", Most, 1));

    /// <inheritdoc/>
    public override double Value(double z) => Math.Clamp(z, Least, Most);

    /// <inheritdoc/>
    public override double Derivative(double z) => z > Least && z < Most ? 1 : 0;

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is HardtanhModule hardtanh ? this with { Least = hardtanh.Least, Most = hardtanh.Most } : null;
}
