using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z · sigmoid(z).</summary>
public sealed record SiluActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => SiLU();

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.SiLU()";

    /// <inheritdoc/>
    public override double Value(double z) => z * SigmoidActivation.Logistic(z);

    /// <inheritdoc/>
    public override double Derivative(double z)
    {
        var sigmoid = SigmoidActivation.Logistic(z);
        return sigmoid + (z * sigmoid * SigmoidActivation.Logistic(-z));
    }

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.SiLU ? this : null;
}
