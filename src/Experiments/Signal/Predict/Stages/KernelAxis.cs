namespace Experiments.Signal.Predict;

/// <summary>The taps of a window along one side of an image.</summary>
/// <param name="Stride">Steps between two outputs.</param>
/// <param name="Padding">Zeros before and after.</param>
/// <param name="Dilation">Steps between two taps.</param>
public readonly record struct KernelAxis(int Size, int Stride = 1, int Padding = 0, int Dilation = 1)
{
    /// <summary>The middle tap alone, for the same outputs.</summary>
    public KernelAxis Middle => new(1, Stride, Padding - (Dilation * (Size / 2)));

    /// <summary>Number of outputs of a side of this length.</summary>
    public int Outputs(int length) => ((length + (2 * Padding) - (Dilation * (Size - 1)) - 1) / Stride) + 1;

    /// <summary>Input positions that an output sums over, including those in the padding.</summary>
    public IEnumerable<int> Places(int output)
    {
        for (var tap = 0; tap < Size; tap++)
            yield return (output * Stride) - Padding + (tap * Dilation);
    }

    /// <summary>Input positions that an output sums over, without those in the padding.</summary>
    public IEnumerable<int> Inputs(int output, int length) => Places(output).Where(input => input >= 0 && input < length);

    /// <summary>Numbers of the taps of an output that lie in the input.</summary>
    public IEnumerable<int> TapsOf(int output, int length)
    {
        var first = (output * Stride) - Padding;
        for (var tap = 0; tap < Size; tap++)
        {
            if (first + (tap * Dilation) is >= 0 and var place && place < length)
                yield return tap;
        }
    }

    /// <summary>Numbers of the taps through which outputs see an input position.</summary>
    public IEnumerable<int> TapsOnto(int input, int length)
    {
        for (var tap = 0; tap < Size; tap++)
        {
            var place = input + Padding - (tap * Dilation);
            if (place >= 0 && place % Stride == 0 && place / Stride < Outputs(length))
                yield return tap;
        }
    }

    /// <summary>For each tap the output that sees an input position through it, −1 where none does.</summary>
    public IEnumerable<int> OutputsOnto(int input, int outputs)
    {
        for (var tap = 0; tap < Size; tap++)
        {
            var place = input + Padding - (tap * Dilation);
            yield return place >= 0 && place % Stride == 0 && place / Stride < outputs ? place / Stride : -1;
        }
    }

    /// <summary>The output whose window's middle is nearest to an input position.</summary>
    public int Nearest(int input, int length) =>
        Math.Clamp((int)Math.Round((input + Padding - (Dilation * (Size - 1) / 2.0)) / Stride), 0, Outputs(length) - 1);
}
