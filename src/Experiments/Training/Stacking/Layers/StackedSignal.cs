namespace Experiments.Training;

/// <summary>
/// The signal between two layers of a stack, in one of three forms: one tensor of all cells, [cells, batch, …]; one tensor for each cell,
/// [batch, …]; or the cells' channels side by side, [batch, cells · channels, …]. The signal is converted only if the next layer needs
/// another form.
/// </summary>
internal sealed class StackedSignal
{
    private readonly long _cells;
    private Tensor? _together;
    private IReadOnlyList<Tensor>? _apart;
    private Tensor? _channels;

    public StackedSignal(Tensor together) => (_together, _cells) = (together, together.size(0));

    public StackedSignal(IReadOnlyList<Tensor> apart) => (_apart, _cells) = (apart, apart.Count);

    private StackedSignal(Tensor channels, long cells) => (_channels, _cells) = (channels, cells);

    /// <summary>The signal as one tensor of all cells, [cells, batch, …].</summary>
    public Tensor Together => _together ??= _apart is not null ? stack(_apart, 0) : Divided(_channels!).transpose(0, 1);

    /// <summary>The signal as one tensor for each cell, [batch, …].</summary>
    public IReadOnlyList<Tensor> Apart => _apart ??= _together is not null ? _together.unbind(0) : _channels!.chunk(_cells, 1);

    /// <summary>The signal with the cells' channels side by side, [batch, cells · channels, …].</summary>
    public Tensor Channels => _channels ??= Together.transpose(0, 1).flatten(1, 2);

    /// <summary>A signal whose cells have their channels side by side.</summary>
    /// <param name="channels">The signal, [batch, cells · channels, …].</param>
    public static StackedSignal OfChannels(Tensor channels, long cells) => new(channels, cells);

    /// <summary>Applies an elementwise function.</summary>
    public StackedSignal Map(Func<Tensor, Tensor> function) =>
        _channels is null ? new StackedSignal(function(Together)) : OfChannels(function(_channels), _cells);

    /// <summary>Applies a function of [examples, channels, …] that computes each example independently.</summary>
    public StackedSignal MapExamples(Func<Tensor, Tensor> function)
    {
        if (_channels is null)
            return new StackedSignal(Split(function(Together.flatten(0, 1)), Together.size(0)));
        return OfChannels(Split(function(Divided(_channels).flatten(0, 1)), _channels.size(0)).flatten(1, 2), _cells);
    }

    /// <summary>Returns the sum of two signals of the same shape.</summary>
    public StackedSignal Plus(StackedSignal other) =>
        _channels is null && other._channels is null
            ? new StackedSignal(Together + other.Together)
            : OfChannels(Channels + other.Channels, _cells);

    /// <summary>Applies a function to each cell's values and a number that belongs to the cell.</summary>
    /// <param name="numbers">[cells, 1].</param>
    public StackedSignal Combine(Tensor numbers, Func<Tensor, Tensor, Tensor> function) =>
        _channels is null
            ? new StackedSignal(function(Together.flatten(1), numbers).reshape(Together.shape))
            : OfChannels(function(Divided(_channels).flatten(2), numbers).reshape(_channels.shape), _cells);

    // Returns the tensor in the shape [batch, cells, channels, …].
    private Tensor Divided(Tensor channels) =>
        channels.reshape([channels.size(0), _cells, channels.size(1) / _cells, .. channels.shape[2..]]);

    private static Tensor Split(Tensor values, long first) => values.reshape([first, values.size(0) / first, .. values.shape[1..]]);
}
