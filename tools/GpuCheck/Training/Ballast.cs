using Experiments.Experiment;
using Experiments.Runs;
using static TorchSharp.torch;

namespace GpuCheck.Training;

/// <summary>Fills all memory of a CUDA device with tensors. Disposing the object frees the memory.</summary>
internal sealed class Ballast : IDisposable
{
    private const long Largest = 1L << 40;

    // The smallest block of libtorch's CUDA allocator.
    private const long Smallest = 512;

    private readonly List<Tensor> _tensors = [];

    private Ballast()
    {
    }

    /// <summary>Allocates blocks until even the smallest block does not fit.</summary>
    public static Ballast Fill(Device device)
    {
        var ballast = new Ballast();
        for (var size = Largest; size >= Smallest; size /= 2)
        {
            while (ballast.Take(size, device))
            {
            }
        }

        return ballast;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors)
            tensor.Dispose();
    }

    private bool Take(long size, Device device)
    {
        try
        {
            _tensors.Add(empty([size], dtype: ScalarType.Byte, device: device).DetachFromDisposeScope());
            return true;
        }
        catch (Exception full) when (OutOfMemory.InTraining(full) is not null)
        {
            return false;
        }
    }
}
