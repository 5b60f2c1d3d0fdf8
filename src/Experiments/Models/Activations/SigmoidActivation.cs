using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>The logistic function, φ(z) = 1 / (1 + exp(−z)).</summary>
public sealed record SigmoidActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override ActivationFamily Family => ActivationFamily.Saturating;

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Sigmoid();

    /// <inheritdoc/>
    public override PyText? PyTorch() => "nn.Sigmoid()";

    /// <inheritdoc/>
    public override double Value(double z) => Logistic(z);

    /// <inheritdoc/>
    public override double Derivative(double z) => Logistic(z) * Logistic(-z);

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.Sigmoid ? this : null;

    internal static double Logistic(double z) => 1 / (1 + Math.Exp(-z));
}
