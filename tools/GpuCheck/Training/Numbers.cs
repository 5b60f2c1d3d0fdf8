using static TorchSharp.torch;

namespace GpuCheck.Training;

/// <summary>Brings a tensor's numbers here.</summary>
internal static class Numbers
{
    /// <summary>All numbers of a tensor, wherever it is.</summary>
    public static double[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().to(ScalarType.Float64).reshape(-1).data<double>().ToArray();
    }
}
