namespace Experiments.Native;

/// <summary>The native library that a process has loaded.</summary>
/// <param name="Files">Full paths of the files, in loading order. LibTorchSharp is the last file.</param>
/// <param name="CompiledVersion">Version of the libtorch that LibTorchSharp was compiled against; null for TorchSharp's packages.</param>
public sealed record LoadedTorch(TorchChoice Choice, IReadOnlyList<string> Files, string? CompiledVersion)
{
    public string CpuLibrary { get; } = Files.First(file => Path.GetFileName(file).Contains("torch_cpu", StringComparison.Ordinal));

    /// <summary>Path of LibTorchSharp.</summary>
    public string Library => Files[^1];

    /// <summary>Returns a function of LibTorchSharp; null if the library lacks the function.</summary>
    public T? Function<T>(string name)
        where T : Delegate =>
        NativeLibrary.TryGetExport(NativeLibrary.Load(Library), name, out var address)
            ? Marshal.GetDelegateForFunctionPointer<T>(address)
            : null;
}
