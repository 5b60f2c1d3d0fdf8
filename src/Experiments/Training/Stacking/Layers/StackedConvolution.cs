using Experiments.Models;

namespace Experiments.Training;

/// <summary>Convolutions of all cells, computed as one grouped convolution with a group of channels for each cell.</summary>
internal sealed class StackedConvolution : StackedModule
{
    private readonly StackedParameter _weight;
    private readonly StackedParameter? _bias;
    private readonly Geometry _geometry;

    private StackedConvolution(StackedParameter weight, StackedParameter? bias, Geometry geometry) =>
        (_weight, _bias, _geometry) = (weight, bias, geometry);

    /// <summary>Returns the stack of the cells' layers. If the state does not contain the layers' parameters, or if the settings of the
    /// layers differ or are unusual, returns <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Module<Tensor, Tensor>> cells, StackedState state, SlicedModule apart)
    {
        var parameters = cells[0].named_parameters(recurse: false).ToDictionary(pair => pair.name, pair => pair.parameter);
        if (Geometry.Of(cells[0]) is not { } geometry || cells.Any(cell => Geometry.Of(cell)?.Key != geometry.Key)
            || state.Of(parameters["weight"]) is not { } weight)
            return apart;
        if (!parameters.TryGetValue("bias", out var own))
            return new StackedConvolution(weight, bias: null, geometry);
        return state.Of(own) is { } bias ? new StackedConvolution(weight, bias, geometry) : apart;
    }

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        // The shape of the common weight is [cells · outputs, inputs / groups, height, width].
        var weight = StackedLeaf.Of(_weight).flatten(0, 1);
        if (_geometry.IsStandardized)
            weight = StandardizedWeight.Of(weight);
        var cells = _weight.Values.size(0);
        var bias = _bias is null ? null : StackedLeaf.Of(_bias).flatten();
        var output = functional.conv2d(signal.Channels, weight, bias, strides: _geometry.Stride,
            padding: _geometry.Padding, dilation: _geometry.Dilation, groups: cells * _geometry.Groups);
        return StackedSignal.OfChannels(output, cells);
    }

    private sealed record Geometry(long[] Stride, long[] Padding, long[] Dilation, long Groups, bool IsStandardized)
    {
        public string Key =>
            $"{string.Join(',', Stride)} {string.Join(',', Padding)} {string.Join(',', Dilation)} {Groups} {IsStandardized}";

        public static Geometry? Of(Module<Tensor, Tensor> cell) => cell switch
        {
            StandardizedConv2d own => new([own.Stride, own.Stride], [own.Padding, own.Padding], [1, 1], 1, IsStandardized: true),
            Modules.Conv2d { padding_mode: PaddingModes.Zeros, padding: { } padding } own =>
                new(own.stride, padding, own.dilation, own.groups, IsStandardized: false),
            _ => null,
        };
    }
}
