using Experiments.Options.Expressions;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>A convolution that copies input channel i, times a gain, to output channel i, in each group. For gain 1, the scheme equals
/// PyTorch's <c>dirac_</c>.</summary>
public sealed record DiracScheme : Scheme
{
    [Option("groups", "Number of groups of output channels; each group passes the input channels through.", Minimum = 1)]
    public int Groups { get; init; } = 1;

    [Option("gain",
        "The number at the kernel's centre. With a small number, a residual branch starts near zero, so that its block starts near "
            + "the identity.",
        Minimum = 0, ExclusiveMinimum = true)]
    public Expression GainValue { get; init; } = 1;

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        if (target.Shape.Count is < 3 or > 5)
            return "fills only weights of convolutions";
        return target.Shape[0] % Groups == 0
            ? null
            : $"with groups {Groups} needs a multiple of {Groups} output channels, not {target.Shape[0]}";
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target)
    {
        var entries = target.Shape.Aggregate(1.0, (product, size) => product * size);
        var share = Groups * OnesPerGroup(target) / entries;
        var gain = target.ValueOf(GainValue);
        return new WeightLaw(gain * share, gain * Math.Sqrt(share * (1 - share))) { Entries = EntryKind.Fixed };
    }

    /// <inheritdoc/>
    public override double EmptyShare(InitTarget target) => 1 - (Groups * OnesPerGroup(target) / (double)target.Shape[0]);

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) =>
        $"{Py.Call("nn.init.dirac_", [tensor, .. Groups == 1 ? [] : new[] { $"groups={Py.Number(Groups)}" }])}"
            + Times(target.ValueOf(GainValue));

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        tensor.zero_();
        var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        var kernel = target.Shape.Skip(2).ToArray();
        var area = kernel.Aggregate(1L, (product, size) => product * size);
        var middle = kernel.Aggregate(0L, (index, size) => (index * size) + (size / 2));
        var outputsPerGroup = target.Shape[0] / Groups;
        var gain = (float)target.ValueOf(GainValue);
        for (var group = 0; group < Groups; group++)
        {
            for (var i = 0; i < OnesPerGroup(target); i++)
            {
                var output = (group * outputsPerGroup) + i;
                values[(int)((((output * target.Shape[1]) + i) * area) + middle)] = gain;
            }
        }
    }

    private long OnesPerGroup(InitTarget target) => Math.Min(target.Shape[0] / Groups, target.Shape[1]);
}
