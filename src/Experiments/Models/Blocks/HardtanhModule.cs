namespace Experiments.Models;

/// <summary>PyTorch's Hardtanh. TorchSharp 0.107's module returns its input unchanged unless it works in place, so this module clamps a
/// copy in place.</summary>
public sealed class HardtanhModule(double least, double most) : Module<Tensor, Tensor>("Hardtanh")
{
    public double Least { get; } = least;

    public double Most { get; } = most;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.clone().hardtanh_(Least, Most);
}
