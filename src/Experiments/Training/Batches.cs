using Experiments.Data;
using static TorchSharp.torch;

namespace Experiments.Training;

/// <summary>
/// The training batches as a pure function of the update's number: update t belongs to epoch ⌊t / steps per epoch⌋, whose order
/// is <see cref="DataOrder.Epoch"/>'s. A batch is an index_select on the resident tensors, changed by the data's augmentation where it has one.
/// An update may be made of several batches, its parts: batches of an epoch that follow one another; the last update of an epoch has as many as are left.
/// </summary>
public sealed class Batches : IDisposable
{
    private readonly Split _train;
    private readonly long _batchSize;
    private readonly long _seed;
    private readonly int _parts;
    private readonly IAugmentation? _augmentation;
    private long _epoch = -1;
    private Tensor? _order;

    /// <summary>Cuts a training split into batches.</summary>
    /// <param name="train">The split.</param>
    /// <param name="batchSize">Examples in a batch.</param>
    /// <param name="dropLast">Whether a last, smaller batch is left out.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="augmentation">What changes each batch at random, or null.</param>
    /// <param name="parts">Batches that make an update.</param>
    public Batches(Split train, long batchSize, bool dropLast, long seed, IAugmentation? augmentation = null, int parts = 1)
    {
        _train = train;
        _batchSize = batchSize;
        _seed = seed;
        _augmentation = augmentation;
        _parts = parts;
        PerEpoch = StepsIn(train.Count, batchSize, dropLast);
        StepsPerEpoch = StepsIn(train.Count, batchSize, dropLast, parts);
    }

    /// <summary>Updates of one epoch.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>Batches of one epoch.</summary>
    public long PerEpoch { get; }

    /// <summary>Updates that so many examples make in an epoch.</summary>
    public static long StepsIn(long examples, long batchSize, bool dropLast, int parts = 1)
    {
        var batches = dropLast ? examples / batchSize : (examples + batchSize - 1) / batchSize;
        return (batches + parts - 1) / parts;
    }

    /// <summary>Number of parts of the update that is made after <paramref name="step"/> updates.</summary>
    public int PartsOf(long step) => (int)Math.Min(_parts, PerEpoch - step % StepsPerEpoch * _parts);

    /// <summary>Inputs and targets of one part of the update that is made after <paramref name="step"/> updates.</summary>
    public (Tensor Inputs, Tensor Targets) At(long step, int part = 0)
    {
        var order = OrderOf(step / StepsPerEpoch);
        var start = (step % StepsPerEpoch * _parts + part) * _batchSize;
        var rows = order.narrow(0, start, Math.Min(_batchSize, _train.Count - start));
        var inputs = _train.Inputs.index_select(0, rows);
        return (_augmentation?.Apply(inputs, _seed, step * _parts + part) ?? inputs, _train.Targets.index_select(0, rows));
    }

    /// <inheritdoc/>
    public void Dispose() => _order?.Dispose();

    private Tensor OrderOf(long epoch)
    {
        if (_order is not null && _epoch == epoch)
            return _order;
        _order?.Dispose();
        _order = DataOrder.Epoch(_train.Count, _seed, checked((int)epoch)).to(_train.Inputs.device).DetachFromDisposeScope();
        _epoch = epoch;
        return _order;
    }
}
