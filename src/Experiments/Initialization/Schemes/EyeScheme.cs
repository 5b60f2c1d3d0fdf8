using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Experiments.Initialization;

/// <summary>Ones on the diagonal of a matrix, PyTorch's <c>eye_</c>: as many inputs as fit are handed through.</summary>
public sealed record EyeScheme : Scheme
{
    /// <inheritdoc/>
    public override string? Objection(InitTarget target) => target.Shape.Count == 2 ? null : "fills matrices only, the weights of linear layers";

    /// <inheritdoc/>
    public override double? Std(InitTarget target)
    {
        var share = 1.0 / Math.Max(target.Shape[0], target.Shape[1]);
        return Math.Sqrt(share * (1 - share));
    }

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        tensor.zero_();
        var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        var columns = (int)target.Shape[1];
        for (var i = 0; i < Math.Min(target.Shape[0], columns); i++)
            values[(i * columns) + i] = 1;
    }
}
