namespace Experiments.Models;

/// <summary>φ(z) = sin(omega · z). V. Sitzmann et al., Implicit neural representations with periodic activation functions, 2020.</summary>
public sealed record SineActivation : ActivationOptions
{
    [Option("omega", "Angular frequency.", Minimum = 0, ExclusiveMinimum = true)]
    public double Omega { get; init; } = 1;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => new Sine(Omega);

    /// <inheritdoc/>
    public override double Value(double z) => Math.Sin(Omega * z);

    /// <inheritdoc/>
    public override double Derivative(double z) => Omega * Math.Cos(Omega * z);

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Sine sine ? this with { Omega = sine.Omega } : null;

    private sealed class Sine(double omega) : Module<Tensor, Tensor>("Sine")
    {
        public double Omega => omega;

        public override Tensor forward(Tensor input) => input.mul(omega).sin();
    }
}
