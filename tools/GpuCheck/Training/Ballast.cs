using Experiments.Experiment;
using Experiments.Runs;
using static TorchSharp.torch;

namespace GpuCheck.Training;

/// <summary>Tensors that take up all memory of a CUDA device, until they are disposed of.</summary>
internal sealed class Ballast : IDisposable
{
    private const long Largest = 1L << 40;

    // CUDA's allocator of libtorch deals no less.
    private const long Smallest = 512;

    private readonly List<Tensor> _tensors = [];

    private Ballast()
    {
    }

    /// <summary>Takes pieces until not even the smallest fits.</summary>
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
