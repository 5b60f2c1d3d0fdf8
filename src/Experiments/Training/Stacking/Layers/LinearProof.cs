using System.Collections.Concurrent;

namespace Experiments.Training;

/// <summary>
/// Finds out whether <see cref="StackedProduct"/> gives the bits of separate linear layers, which depends on the shapes and on the library
/// behind libtorch: small batched products take another kernel. It compares both once for each shape in a process, on the CPU only.
/// </summary>
internal static class LinearProof
{
    private static readonly ConcurrentDictionary<(long Cells, long Batch, long Inputs, long Outputs, bool HasBias, ScalarType Precision, int
        Threads), bool> Known = new();

    /// <param name="input">[cells, batch, inputs].</param>
    /// <param name="weight">[cells, outputs, inputs].</param>
    /// <param name="bias">[cells, outputs]; null for none.</param>
    public static bool Allows(Tensor input, Tensor weight, Tensor? bias) =>
        input.device_type != DeviceType.CPU
        || Known.GetOrAdd(
            (input.size(0), input.size(1), input.size(2), weight.size(1), bias is not null, input.dtype, get_num_threads()),
            _ => IsEqual(input, weight, bias));

    private static bool IsEqual(Tensor input, Tensor weight, Tensor? bias)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var x = Filled(empty_like(input), 1);
        // The layout of the parameters: rows that are far apart.
        var w = Filled(weight.new_empty([weight.size(0), weight.stride(0)]), 2).narrow(1, 0, weight.size(1) * weight.size(2))
            .view(weight.shape);
        var b = bias is null ? null : Filled(bias.new_empty([bias.size(0), bias.stride(0)]), 3).narrow(1, 0, bias.size(1));
        var y = StackedProduct.Output(x, w, b);
        var g = Filled(empty_like(y), 4);
        var (gx, gw) = (StackedProduct.InputGradient(g, w), StackedProduct.WeightGradient(g, x));
        var gb = b is null ? null : StackedProduct.BiasGradient(g);
        for (var cell = 0; cell < input.size(0); cell++)
        {
            if (!IsEqual(cell, x, w, b, g, [y, gx, gw, gb]))
                return false;
        }

        return true;
    }

    private static bool IsEqual(int cell, Tensor x, Tensor w, Tensor? b, Tensor g, Tensor?[] together)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var (input, weight, bias) = (Own(x, cell), Own(w, cell), b is null ? null : Own(b, cell));
        var output = functional.linear(input, weight, bias);
        output.backward([g[cell].clone()]);
        Tensor?[] alone = [output, input.grad, weight.grad, bias?.grad];
        return alone.Zip(together).All(pair => pair.First is null || Bits.AreEqual(pair.First, pair.Second![cell]));
    }

    private static Tensor Own(Tensor together, int cell) => together[cell].clone().requires_grad_();

    /// <summary>Numbers with full mantissas and both signs, so that sums in another order have other bits.</summary>
    /// <param name="tensor">Gives shape and precision.</param>
    internal static Tensor Filled(Tensor tensor, double phase) =>
        arange(tensor.numel(), dtype: ScalarType.Float64).mul_(1.7).add_(phase).sin_().to(tensor.dtype).view(tensor.shape);
}
