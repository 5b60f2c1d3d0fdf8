using Experiments.Options.Expressions;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// N(0, std²), with ⌈sparsity · rows⌉ entries of each column set to zero, chosen by one random permutation per column; PyTorch's
/// <c>sparse_</c>. J. Martens, Deep learning via Hessian-free optimization, 2010.
/// </summary>
public sealed record SparseScheme : Scheme
{
    [Option("sparsity", "Share of zeros in each column.", Required = true, Minimum = 0, Maximum = 1)]
    public double Sparsity { get; init; }

    [Option("std", "Standard deviation of the nonzero entries.", Minimum = 0)]
    public Expression StandardDeviation { get; init; } = 0.01;

    /// <inheritdoc/>
    public override string? Objection(InitTarget target) =>
        target.Shape.Count == 2 ? null : "fills only matrices, the weights of linear layers";

    /// <inheritdoc/>
    /// <remarks>A column has a fixed number of zeros, so only the nonzero entries vary. The excess kurtosis is 2s / (1 − s), where s is the
    /// number of zeros divided by the number of entries.</remarks>
    public override WeightLaw? Law(InitTarget target)
    {
        var others = target.ValueOf(StandardDeviation);
        var std = others * Math.Sqrt(1 - (Zeros(target.Shape[0]) / (double)target.Shape[0]));
        return new WeightLaw(0, std) { ExcessKurtosis = std > 0 ? (2 * Math.Pow(others / std, 2)) - 2 : 0 };
    }

    /// <inheritdoc/>
    public override double EmptyShare(InitTarget target) => Math.Pow(Zeros(target.Shape[0]) / (double)target.Shape[0], target.Shape[1]);

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => Py.Call("nn.init.sparse_",
        [tensor, Py.Number(Sparsity)], ("std", target.ValueOf(StandardDeviation), 0.01));

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        tensor.normal_(0, target.ValueOf(StandardDeviation), generator: generator);
        var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        var (rows, columns) = (target.Shape[0], (int)target.Shape[1]);
        for (var column = 0; column < columns; column++)
        {
            using var permutation = randperm(rows, dtype: ScalarType.Int64, device: CPU, generator: generator);
            foreach (var row in MemoryMarshal.Cast<byte, long>(permutation.bytes)[..Zeros(rows)])
                values[(int)((row * columns) + column)] = 0;
        }
    }

    private int Zeros(long rows) => (int)Math.Ceiling(Sparsity * rows);
}
