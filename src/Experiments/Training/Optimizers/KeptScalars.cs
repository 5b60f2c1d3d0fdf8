namespace Experiments.Training;

/// <summary>
/// Caches the <see cref="Scalar"/> objects through which TorchSharp passes numbers to operators. Every operator call with a number creates
/// and finalises a libtorch <see cref="Scalar"/>. The update rules use the same few numbers for every parameter, so this class creates each
/// of them once.
/// </summary>
public sealed class KeptScalars : IDisposable
{
    // The cache is limited, because a schedule gives a new learning rate at every update.
    private const int Most = 256;

    // The key is the bits of the number, because operators distinguish −0 from 0.
    private readonly Dictionary<long, Scalar> _scalars = [];

    /// <summary>Returns the scalar of a number. The cache owns the scalar and frees it.</summary>
    public Scalar Of(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        return _scalars.TryGetValue(bits, out var kept) ? kept : _scalars[bits] = number;
    }

    /// <summary>Frees all scalars if the cache holds many. Don't call this method while a scalar is in use.</summary>
    public void Trim()
    {
        if (_scalars.Count > Most)
            Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scalar in _scalars.Values)
            scalar.Dispose();
        _scalars.Clear();
    }
}
