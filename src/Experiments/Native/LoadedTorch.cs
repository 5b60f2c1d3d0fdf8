namespace Experiments.Native;

/// <summary>The native library that a process has loaded.</summary>
/// <param name="Choice">The choice.</param>
/// <param name="Files">The files by their full paths, in the order in which they were loaded; LibTorchSharp is the last.</param>
/// <param name="CompiledVersion">Version of the libtorch that LibTorchSharp was compiled against; null for the packages', whose version TorchSharp states.</param>
public sealed record LoadedTorch(TorchChoice Choice, IReadOnlyList<string> Files, string? CompiledVersion)
{
    /// <summary>The file of libtorch's CPU library.</summary>
    public string CpuLibrary { get; } = Files.First(file => Path.GetFileName(file).Contains("torch_cpu", StringComparison.Ordinal));

    /// <summary>The file of LibTorchSharp.</summary>
    public string Library => Files[^1];
}
