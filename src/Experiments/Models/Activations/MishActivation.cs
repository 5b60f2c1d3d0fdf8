using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = z · tanh(log(1 + exp(z))). Misra, Mish: A Self Regularized Non-Monotonic Activation Function, 2019.</summary>
public sealed record MishActivation : ActivationOptions
{
    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Mish(inplace: false);

    /// <inheritdoc/>
    public override PyText? PyTorch() => new(
        "Mish()",
        """
        class Mish(nn.Mish):
            # The run computes Mish from two functions; nn.Mish rounds differently in the last digit.
            def forward(self, x):
                return x * F.softplus(x).tanh()
        """);

    /// <inheritdoc/>
    public override double Value(double z) => z * Gate(z);

    /// <inheritdoc/>
    public override double Derivative(double z)
    {
        var gate = Gate(z);
        return gate + (z * SigmoidActivation.Logistic(z) * (1 - (gate * gate)));
    }

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => module is Modules.Mish ? this : null;

    // For large z, exp(z) overflows, but log(1 + exp(z)) equals z in all digits.
    private static double Gate(double z) => Math.Tanh(z > 40 ? z : SmallArguments.Log1p(Math.Exp(z)));
}
