using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Models;

/// <summary>PyTorch's Hardtanh. TorchSharp 0.107's own module returns its input as it was unless it works in place; so this works in place on a copy.</summary>
/// <param name="least">The smallest value.</param>
/// <param name="most">The largest value.</param>
public sealed class HardtanhModule(double least, double most) : Module<Tensor, Tensor>("Hardtanh")
{
    /// <summary>The smallest value.</summary>
    public double Least { get; } = least;

    /// <summary>The largest value.</summary>
    public double Most { get; } = most;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.clone().hardtanh_(Least, Most);
}
