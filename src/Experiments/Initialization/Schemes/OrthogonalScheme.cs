using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// A random matrix whose rows (or columns, if there are more rows than columns) are orthonormal, times gain; PyTorch's <c>orthogonal_</c>.
/// The matrix is the Q of a normal matrix's QR factorisation, with signs that make the distribution uniform over all such matrices. The
/// entries' standard deviation is gain / √max(rows, columns). A. Saxe, J. McClelland and S. Ganguli, Exact solutions to the nonlinear
/// dynamics of learning in deep linear neural networks, 2014.
/// </summary>
public sealed record OrthogonalScheme : GainScheme
{
    /// <inheritdoc/>
    public override string? Objection(InitTarget target) => target.Shape.Count >= 2 ? null : "needs at least two dimensions";

    // A single entry of an orthogonal matrix is almost normally distributed.
    private protected override VarianceScaling Primitive(InitTarget target) => new(GainFor(target), FanMode.FanIn, Distribution.Normal);

    private protected override Fans FansOf(InitTarget target)
    {
        var (rows, columns) = Sides(target);
        return new Fans(Math.Max(rows, columns), Math.Max(rows, columns));
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => base.Law(target)! with { Entries = EntryKind.Orthogonal };

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) =>
        Py.Call("nn.init.orthogonal_", [tensor], ("gain", GainFor(target), 1));

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        using var scope = NewDisposeScope();
        var (rows, columns) = Sides(target);
        tensor.copy_(OrthogonalMatrix.Draw(rows, columns, generator).reshape(tensor.shape));
        tensor.mul_(GainFor(target));
    }

    private static (long Rows, long Columns) Sides(InitTarget target) =>
        (target.Shape[0], target.Shape.Skip(1).Aggregate(1L, (product, size) => product * size));
}
