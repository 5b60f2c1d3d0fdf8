using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = tanh z.</summary>
public sealed record TanhActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.Saturating;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Tanh();

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.Tanh()";

    /// <inheritdoc/>
    public override double Value(double z) => Math.Tanh(z);

    /// <inheritdoc/>
    public override double Derivative(double z) => 1 - (Math.Tanh(z) * Math.Tanh(z));

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.Tanh ? this : null;
}
