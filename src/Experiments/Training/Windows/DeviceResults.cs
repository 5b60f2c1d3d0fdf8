namespace Experiments.Training;

/// <summary>
/// Collects the losses and norms of several updates in one small tensor on the device, so that one read fetches all these numbers.
/// </summary>
internal sealed class DeviceResults : IDisposable
{
    private const int Columns = 3;

    private readonly Tensor _values;
    private readonly Tensor[] _cells;

    /// <param name="most">Number of updates in the longest window.</param>
    public DeviceResults(int most, Device device)
    {
        using var scope = NewDisposeScope();
        _values = zeros([most * Columns], dtype: ScalarType.Float64, device: device).DetachFromDisposeScope();
        _cells = _values.split(1);
        foreach (var cell in _cells)
            cell.DetachFromDisposeScope();
    }

    /// <summary>Stores the numbers of one update, each a tensor without dimensions. The caller must switch autograd off.</summary>
    /// <param name="norm">The reported norm; often the same tensor as <paramref name="found"/>.</param>
    public void Set(int row, Tensor loss, Tensor found, Tensor norm)
    {
        _cells[row * Columns].copy_(loss);
        _cells[row * Columns + 1].copy_(found);
        if (!ReferenceEquals(found, norm))
            _cells[row * Columns + 2].copy_(norm);
    }

    /// <summary>Returns the numbers of the first <paramref name="count"/> updates; waits for the device once.</summary>
    /// <param name="hasNorm">Whether the reported norm differs from the norm that was found.</param>
    public IReadOnlyList<UpdateResult> Fetch(int count, bool hasNorm)
    {
        using var scope = NewDisposeScope();
        var numbers = _values.narrow(0, 0, count * Columns).cpu().data<double>();
        var results = new UpdateResult[count];
        for (var i = 0; i < count; i++)
            results[i] = new(numbers[i * Columns], numbers[i * Columns + 1], numbers[i * Columns + (hasNorm ? 2 : 1)]);
        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cell in _cells)
            cell.Dispose();
        _values.Dispose();
    }
}
