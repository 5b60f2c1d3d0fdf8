using Experiments.Data;

namespace Experiments.Training;

/// <summary>
/// Returns training batches as a pure function of the update's number. Update t belongs to epoch ⌊t / steps per epoch⌋;
/// <see cref="DataOrder.Epoch"/> gives the order of the examples in an epoch. A batch is an index_select on the resident tensors, followed
/// by the data's augmentation, if any. An update may use several consecutive batches of an epoch (its parts). The last update of an epoch
/// uses the remaining batches.
/// </summary>
public sealed class Batches : IDisposable
{
    // Largest number of batches per epoch for which one operator divides the order of an epoch into batches in advance. In longer epochs,
    // each batch takes its part of the order when it is needed.
    private const long MostCut = 4096;

    private readonly Split _train;
    private readonly long _batchSize;
    private readonly long _seed;
    private readonly int _parts;
    private readonly IAugmentation? _augmentation;
    private long _epoch = -1;
    private Tensor? _order;
    private Tensor[]? _rows;

    /// <param name="parts">Number of batches per update.</param>
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

    /// <summary>Number of updates per epoch.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>Number of batches per epoch.</summary>
    public long PerEpoch { get; }

    /// <summary>Returns the number of updates in an epoch of this many examples.</summary>
    public static long StepsIn(long examples, long batchSize, bool dropLast, int parts = 1)
    {
        var batches = dropLast ? examples / batchSize : (examples + batchSize - 1) / batchSize;
        return (batches + parts - 1) / parts;
    }

    /// <summary>Returns the number of batches in the update that follows <paramref name="step"/> updates.</summary>
    public int PartsOf(long step) => (int)Math.Min(_parts, PerEpoch - step % StepsPerEpoch * _parts);

    /// <summary>Returns inputs and targets of one batch of the update that follows <paramref name="step"/> updates.</summary>
    public (Tensor Inputs, Tensor Targets) At(long step, int part = 0)
    {
        UpdatePhases.Enter(UpdatePhase.Batch);
        var rows = Rows(step, part);
        var inputs = _train.Inputs.index_select(0, rows);
        return (_augmentation?.Apply(inputs, _seed, step * _parts + part) ?? inputs, _train.Targets.index_select(0, rows));
    }

    /// <summary>
    /// Returns the batches of several runs for the same part of the same update. These batches have equal shapes. The first dimension of
    /// the result counts the runs.
    /// </summary>
    internal static (Tensor Inputs, Tensor Targets) Together(IReadOnlyList<Batches> runs, long step, int part)
    {
        UpdatePhases.Enter(UpdatePhase.Batch);
        var train = runs[0]._train;
        if (runs.Any(run => run._augmentation is not null || !ReferenceEquals(run._train, train)))
        {
            var batches = runs.Select(run => run.At(step, part)).ToList();
            return (stack(batches.Select(batch => batch.Inputs), 0), stack(batches.Select(batch => batch.Targets), 0));
        }

        // The runs share the resident tensors.
        var rows = cat([.. runs.Select(run => run.Rows(step, part))], 0);
        return (Selected(train.Inputs), Selected(train.Targets));

        Tensor Selected(Tensor all) => all.index_select(0, rows).view([runs.Count, -1, .. all.shape.AsSpan(1)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var rows in _rows ?? [])
            rows.Dispose();
        _order?.Dispose();
    }

    private Tensor Rows(long step, int part)
    {
        var order = OrderOf(step / StepsPerEpoch);
        var batch = step % StepsPerEpoch * _parts + part;
        if (_rows is not null)
            return _rows[batch];
        var start = batch * _batchSize;
        return order.narrow(0, start, Math.Min(_batchSize, _train.Count - start));
    }

    private Tensor OrderOf(long epoch)
    {
        if (_order is not null && _epoch == epoch)
            return _order;
        Dispose();
        _order = DataOrder.Epoch(_train.Count, _seed, checked((int)epoch)).to(_train.Inputs.device).DetachFromDisposeScope();
        _rows = PerEpoch <= MostCut ? [.. _order.split(_batchSize).Select(rows => rows.DetachFromDisposeScope())] : null;
        _epoch = epoch;
        return _order;
    }
}
