namespace Experiments.Signal.Predict;

/// <summary>Kernel of a convolution along one axis of an image. A tap is one element of the kernel.</summary>
/// <param name="Size">Number of taps.</param>
/// <param name="Stride">Distance between two outputs, in input positions.</param>
/// <param name="Padding">Number of zeros on each side.</param>
/// <param name="Dilation">Distance between two taps, in input positions.</param>
public readonly record struct KernelAxis(int Size, int Stride = 1, int Padding = 0, int Dilation = 1)
{
    /// <summary>The kernel that contains only the middle tap and has the same number of outputs.</summary>
    public KernelAxis Middle => new(1, Stride, Padding - (Dilation * (Size / 2)));

    /// <summary>Returns the number of outputs for an input axis of this length.</summary>
    public int Outputs(int length) => ((length + (2 * Padding) - (Dilation * (Size - 1)) - 1) / Stride) + 1;

    /// <summary>Returns the input positions that an output uses, including positions in the padding.</summary>
    public IEnumerable<int> Places(int output)
    {
        for (var tap = 0; tap < Size; tap++)
            yield return (output * Stride) - Padding + (tap * Dilation);
    }

    /// <summary>Returns the input positions that an output uses, without positions in the padding.</summary>
    public IEnumerable<int> Inputs(int output, int length) => Places(output).Where(input => input >= 0 && input < length);

    /// <summary>Returns the indices of an output's taps that lie inside the input.</summary>
    public IEnumerable<int> TapsOf(int output, int length)
    {
        var first = (output * Stride) - Padding;
        for (var tap = 0; tap < Size; tap++)
        {
            if (first + (tap * Dilation) is >= 0 and var place && place < length)
                yield return tap;
        }
    }

    /// <summary>Returns the indices of the taps through which outputs use an input position.</summary>
    public IEnumerable<int> TapsOnto(int input, int length)
    {
        for (var tap = 0; tap < Size; tap++)
        {
            var place = input + Padding - (tap * Dilation);
            if (place >= 0 && place % Stride == 0 && place / Stride < Outputs(length))
                yield return tap;
        }
    }

    /// <summary>Returns, for each tap, the output that uses an input position through this tap, or −1 if no output does.</summary>
    public IEnumerable<int> OutputsOnto(int input, int outputs)
    {
        for (var tap = 0; tap < Size; tap++)
        {
            var place = input + Padding - (tap * Dilation);
            yield return place >= 0 && place % Stride == 0 && place / Stride < outputs ? place / Stride : -1;
        }
    }

    /// <summary>Returns the output whose middle tap is nearest to an input position.</summary>
    public int Nearest(int input, int length) =>
        Math.Clamp((int)Math.Round((input + Padding - (Dilation * (Size - 1) / 2.0)) / Stride), 0, Outputs(length) - 1);
}
