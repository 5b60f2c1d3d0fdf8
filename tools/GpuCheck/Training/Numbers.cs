using static TorchSharp.torch;

namespace GpuCheck.Training;

/// <summary>Copies a tensor's numbers to the host.</summary>
internal static class Numbers
{
    /// <summary>Returns all numbers of a tensor, which may be on any device.</summary>
    public static double[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    }
}
