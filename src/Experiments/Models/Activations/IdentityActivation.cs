using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z.</summary>
public sealed record IdentityActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.Linear;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Identity();

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.Identity()";

    /// <inheritdoc/>
    public override double Value(double z) => z;

    /// <inheritdoc/>
    public override double Derivative(double z) => 1;

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.Identity ? this : null;
}
