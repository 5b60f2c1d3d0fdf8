using Experiments.Models;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>
/// A kernel that is zero except at its centre, which holds gain · H with HᵀH = 1. The convolution multiplies the norm of the signal at
/// every position by gain, for any padding, so a deep linear network preserves the norm exactly. H is drawn uniformly from all such
/// matrices. The layer must have at least as many outputs as inputs. A grouped convolution has a separate H in each group. The entries'
/// standard deviation is gain / √fan_out. L. Xiao, Y. Bahri, J. Sohl-Dickstein, S. Schoenholz and J. Pennington, Dynamical isometry and a
/// mean field theory of CNNs, 2018.
/// </summary>
public sealed record DeltaOrthogonalScheme : GainScheme
{
    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        if (target.Shape.Count is < 3 or > 5 || target.Parameter != "weight")
            return "fills only weights of convolutions; use orthogonal for linear layers, in a rule with kind linear";
        if (target.Layer.IsTransposed)
            return "is not defined for a transposed convolution";
        var (outputs, inputs) = (target.Shape[0] / target.Layer.Groups, target.Shape[1]);
        return outputs >= inputs
            ? null
            : $"needs at least as many outputs as inputs in each group, but there are {outputs} and {inputs}; no matrix of that shape "
                + $"preserves all norms";
    }

    private protected override VarianceScaling Primitive(InitTarget target) => new(GainFor(target), FanMode.FanOut, Distribution.Normal);

    private protected override Fans FansOf(InitTarget target) => target.ConnectionFans;

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => base.Law(target)! with { Entries = EntryKind.OrthogonalCentre };

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => target.Shape.Count != 4 ? null : new(
        Py.Call("delta_orthogonal_", [tensor, .. target.Layer.Groups == 1 ? [] : new[] { $"groups={Py.Number(target.Layer.Groups)}" }],
            ("gain", GainFor(target), 1)),
        """
        def delta_orthogonal_(weight, gain=1.0, groups=1):
            # An orthogonal matrix at the kernel's centre, zeros elsewhere (Xiao et al. 2018).
            nn.init.zeros_(weight)
            for part in weight[:, :, weight.shape[2] // 2, weight.shape[3] // 2].chunk(groups):
                nn.init.orthogonal_(part)
            weight.mul_(gain)
        """);

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        using var scope = NewDisposeScope();
        tensor.zero_();
        var (groups, inputs) = (target.Layer.Groups, target.Shape[1]);
        var outputs = target.Shape[0] / groups;
        var centre = target.Shape.Skip(2).Aggregate(tensor, (part, size) => part.select(2, size / 2));
        for (var group = 0L; group < groups; group++)
            centre.narrow(0, group * outputs, outputs).copy_(OrthogonalMatrix.Draw(outputs, inputs, generator));
        tensor.mul_(GainFor(target));
    }
}
