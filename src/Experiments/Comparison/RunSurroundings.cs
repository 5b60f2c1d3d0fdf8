namespace Experiments.Comparison;

/// <summary>Library, device and threads of a run. Each of them can change a result, so runs that differ in one of them are compared only on
/// request.
/// </summary>
/// <param name="Library">The native library that TorchSharp uses: <c>packages</c> or <c>libtorch</c>.</param>
/// <param name="Libtorch">Version of libtorch.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record RunSurroundings(string Library, string Libtorch, string Device, int Threads, bool HasOneDnn = true)
{
    public string InWords =>
        $"libtorch {Libtorch} ({(Library == "packages" ? "TorchSharp's packages" : "this machine's own")}), {Device}, {Threads} "
            + $"thread{(Threads == 1 ? "" : "s")}{(HasOneDnn ? "" : ", oneDNN off")}";
}
