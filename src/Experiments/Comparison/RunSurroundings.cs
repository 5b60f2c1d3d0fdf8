namespace Experiments.Comparison;

/// <summary>What can change a result beside the config: runs that differ in it are not mixed without being asked to.</summary>
/// <param name="Engine"><c>system</c> or a TorchSharp package.</param>
/// <param name="Libtorch">Its version.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Threads">CPU threads.</param>
public sealed record RunSurroundings(string Engine, string Libtorch, string Device, int Threads)
{
    /// <summary>In words.</summary>
    public string InWords => $"engine {Engine}, libtorch {Libtorch}, {Device}, {Threads} thread{(Threads == 1 ? "" : "s")}";
}
