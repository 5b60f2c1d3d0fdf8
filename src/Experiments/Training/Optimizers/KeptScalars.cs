namespace Experiments.Training;

/// <summary>
/// Caches numbers in the form in which TorchSharp passes them to operators. Every operator call with a number creates and finalises a
/// libtorch <see cref="Scalar"/>. The update rules use the same few numbers for every parameter, so this class creates each of them once.
/// </summary>
public sealed class KeptScalars : IDisposable
{
    // A schedule gives a new learning rate at every update.
    private const int Most = 256;

    // Keyed by the bits, because operators distinguish −0 from 0.
    private readonly Dictionary<long, Scalar> _scalars = [];

    /// <summary>Returns the number's scalar, which this object owns.</summary>
    public Scalar Of(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        return _scalars.TryGetValue(bits, out var kept) ? kept : _scalars[bits] = number;
    }

    /// <summary>Frees all scalars if there are many. Don't call it while one of them is in use.</summary>
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
