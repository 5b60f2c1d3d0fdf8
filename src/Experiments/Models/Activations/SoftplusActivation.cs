using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>φ(z) = log(1 + exp(beta·z)) / beta, and exactly z if beta·z > threshold.</summary>
public sealed record SoftplusActivation : ActivationOptions
{
    [Option("beta", "Sharpness: a larger beta is closer to ReLU.", Minimum = 0, ExclusiveMinimum = true)]
    public double Beta { get; init; } = 1;

    [Option("threshold", "If beta · z exceeds this value, the function is z.")]
    public double Threshold { get; init; } = 20;

    // With a large beta, softplus has almost a kink at zero. At the threshold, PyTorch switches to the identity.
    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [0, Threshold / Beta];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Softplus(beta: Beta, threshold: Threshold);

    /// <inheritdoc/>
    public override PyText? PyTorch() => Py.Call("nn.Softplus", ("beta", Beta, 1), ("threshold", Threshold, 20));

    /// <inheritdoc/>
    public override double Value(double z) => Beta * z > Threshold ? z : SmallArguments.Log1p(Math.Exp(Beta * z)) / Beta;

    /// <inheritdoc/>
    public override double Derivative(double z) => Beta * z > Threshold ? 1 : SigmoidActivation.Logistic(Beta * z);

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) =>
        module is Modules.Softplus softplus ? this with { Beta = softplus.beta, Threshold = softplus.threshold } : null;
}
