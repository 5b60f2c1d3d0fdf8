namespace Experiments.Training;

/// <summary>
/// Batch normalisation of all cells in training mode, computed as one normalisation with cells · channels channels. The mean, variance and
/// gradients of a channel depend on this channel only.
/// </summary>
internal sealed class StackedBatchNorm : StackedModule
{
    private readonly Modules.BatchNorm _first;
    private readonly StackedParameter _weight;
    private readonly StackedParameter _bias;
    private readonly BatchNormStatistics _statistics;
    private readonly SlicedModule _apart;
    private readonly bool _isExact;

    private StackedBatchNorm(Modules.BatchNorm first, StackedParameter weight, StackedParameter bias, BatchNormStatistics statistics,
        SlicedModule apart, bool isExact) =>
        (_first, _weight, _bias, _statistics, _apart, _isExact) = (first, weight, bias, statistics, apart, isExact);

    /// <summary>Returns the stack of the cells' layers. If the layers have different settings, no running statistics or no weights, returns
    /// <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Modules.BatchNorm> cells, StackContext context, SlicedModule apart)
    {
        var first = cells[0];
        if (first is not { affine: true, track_running_stats: true, momentum: not null }
            || cells.Any(cell => (cell.eps, cell.momentum, cell.affine, cell.track_running_stats)
                != (first.eps, first.momentum, first.affine, first.track_running_stats)))
            return apart;
        return context.State.Of(first.weight) is { } weight && context.State.Of(first.bias!) is { } bias
            && context.Buffers.Of(first.running_mean!) is { } mean && context.Buffers.Of(first.running_var!) is { } variance
            && context.Buffers.Of(first.num_batches_tracked!) is { } batches
                ? new StackedBatchNorm(first, weight, bias, new BatchNormStatistics(mean, variance, batches), apart, context.IsExact)
                : apart;
    }

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        if (!_isExact)
            return Normalised(signal);
        // For images on the CPU, placing the channels of all cells side by side takes more time than one common normalisation saves.
        var input = signal.Together;
        if (input.dim() != 3 || !BatchNormProof.Allows(input, _first.momentum!.Value, _first.eps))
            return _apart.Forward(signal);
        // Converts a new signal, so that other layers with the same input keep the form of that input.
        return new StackedSignal(Normalised(new StackedSignal(input)).Together.contiguous());
    }

    private StackedSignal Normalised(StackedSignal signal) => StackedSignal.OfChannels(
        _statistics.Normalise(signal.Channels, StackedLeaf.Of(_weight), StackedLeaf.Of(_bias), _first.momentum!.Value, _first.eps),
        _weight.Values.size(0));
}
