using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// The recommended scheme for the activation after the layer. For tanh and sigmoid, the scheme is Xavier with gain 1. (For tanh, gain 1 is
/// the critical point of mean-field theory; PyTorch's gain 5/3 is in the chaotic phase.) For the ReLU family, the scheme is Kaiming with
/// the slope of the activation and fan_in. For SELU, the scheme is LeCun. For any other function, <c>variance = 1 / (fan_in · E
/// φ(z)²)</c>. A layer without an activation, such as the last layer, counts as linear and gets LeCun, so that the outputs have the size of
/// the inputs. Biases are zero.
/// </summary>
public sealed record AutoScheme : Scheme
{
    [Option("distribution", "Shape of the distribution.", Allowed = ["normal", "uniform"])]
    public string Shape { get; init; } = "normal";

    private bool IsUniform => Shape == "uniform";

    /// <inheritdoc/>
    public override Scheme Resolve(InitTarget target)
    {
        if (!target.Layer.IsWeighted)
            return new TorchDefaultScheme();
        if (!target.IsMatrix)
            return new ZerosScheme();
        var activation = target.Layer.Activation;
        return activation?.Family switch
        {
            ActivationFamily.Saturating => IsUniform ? new XavierUniformScheme() : new XavierNormalScheme(),
            ActivationFamily.Rectifier => IsUniform
                ? activation.NegativeSlope == 0
                    ? new KaimingUniformScheme { Nonlinearity = "relu" }
                    : new KaimingUniformScheme { A = activation.NegativeSlope }
                : activation.NegativeSlope == 0
                    ? new KaimingNormalScheme { Nonlinearity = "relu" }
                    : new KaimingNormalScheme { A = activation.NegativeSlope },
            ActivationFamily.Other =>
                new VarianceScalingScheme { Scale = Math.Pow(Gains.VariancePreserving(activation), 2), Shape = Shape },
            _ => IsUniform ? new LecunUniformScheme() : new LecunNormalScheme(),
        };
    }

    /// <inheritdoc/>
    public override string? Objection(InitTarget target) => Resolve(target).Objection(target);

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => Resolve(target).Law(target);

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => Resolve(target).PyTorch(target, tensor);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) => Resolve(target).Fill(tensor, target, generator);
}
