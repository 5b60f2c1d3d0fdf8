namespace Experiments.Comparison;

/// <summary>Everything beside the config that can change a result: runs that differ in it are mixed only on request.</summary>
/// <param name="Library">The native library behind TorchSharp: <c>packages</c> or <c>libtorch</c>.</param>
/// <param name="Libtorch">Version of libtorch.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="HasOneDnn">Whether oneDNN was on.</param>
public sealed record RunSurroundings(string Library, string Libtorch, string Device, int Threads, bool HasOneDnn = true)
{
    /// <summary>In words.</summary>
    public string InWords => $"libtorch {Libtorch} ({(Library == "packages" ? "TorchSharp's packages" : "this machine's own")}), {Device}, {Threads} thread{(Threads == 1 ? "" : "s")}{(HasOneDnn ? "" : ", oneDNN off")}";
}
