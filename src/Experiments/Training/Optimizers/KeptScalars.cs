namespace Experiments.Training;

/// <summary>
/// A cache of numbers as TorchSharp passes them to operators. A <see cref="Scalar"/> is an object of libtorch, made and finalised for each
/// call with a number; the update rules use few, the same for every parameter, so they are made once and kept.
/// </summary>
public sealed class KeptScalars : IDisposable
{
    // A schedule brings a new learning rate with every update.
    private const int Most = 256;

    // Keyed by the bits: −0 and 0 are two numbers to an operator.
    private readonly Dictionary<long, Scalar> _scalars = [];

    /// <summary>The number's scalar; this object keeps its ownership.</summary>
    public Scalar Of(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        return _scalars.TryGetValue(bits, out var kept) ? kept : _scalars[bits] = number;
    }

    /// <summary>Frees all scalars where there are many; don't call it while one of them is in use.</summary>
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
