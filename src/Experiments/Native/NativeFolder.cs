namespace Experiments.Native;

/// <summary>
/// The folder in which <c>run.sh</c> puts native libraries: <c>native/</c> next to the program, or <c>artifacts/native/</c> for a program
/// that was built in this repository. This folder is never the program's folder, because .NET would load a library from the program's
/// folder instead of the chosen library.
/// </summary>
public sealed class NativeFolder(string path)
{
    /// <summary>Environment variable that names another folder, for a program that was copied without its native folder.</summary>
    public const string Variable = "EXPERIMENTS_NATIVE";

    public string Path { get; } = path;

    /// <summary>Path of the library that machines with an old C++ runtime preload for TorchSharp's packages.</summary>
    public string Compatibility => System.IO.Path.Combine(Path, "compat", "libstdc++.so.6");

    /// <summary>Choice that the setup saved for this machine; null if the setup has not run.</summary>
    public string? Default => FirstLine(System.IO.Path.Combine(Path, "default"));

    public static NativeFolder OfProgram()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return new NativeFolder(System.IO.Path.GetFullPath(named));
        var beside = System.IO.Path.Combine(AppContext.BaseDirectory, "native");
        // The program's folder in the repository is artifacts/bin/PROJECT/release/.
        return new NativeFolder(Directory.Exists(beside)
            ? beside
            : System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "native")));
    }

    /// <summary>Returns the libraries of a choice, in loading order. LibTorchSharp is the last library.</summary>
    /// <exception cref="MissingException">The setup for this choice has not run, or its files are missing.</exception>
    public IReadOnlyList<string> Libraries(TorchChoice choice)
    {
        var (own, libtorch) = choice.Kind == TorchLibraryKind.Packages
            ? (System.IO.Path.Combine(Path, "packages"), System.IO.Path.Combine(Path, "packages"))
            : Libtorch(choice.Libtorch);
        var library = System.IO.Path.Combine(own, FileName("LibTorchSharp"));
        if (choice.Kind == TorchLibraryKind.Libtorch && !File.Exists(library) && !RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
            throw new MissingException($"The native library 'libtorch' ({choice.Source}) is compiled on Linux only. Use --torch packages.");
        if (!File.Exists(library) || libtorch is null)
            throw new MissingException(
                $"TorchSharp's native library '{choice.Word}' ({choice.Source}) is not set up: {library} is missing. Run "
                    + $"{TypedCommand.OfScript($"--torch {choice.Word} doctor")}.");
        var core = new[] { "c10", "torch_cpu" }.Select(name => Existing(libtorch, name) ??
            throw new MissingException(
                $"libtorch is missing: there is no {FileName(name)} in {libtorch}. Run "
                    + $"{TypedCommand.OfScript($"--torch {choice.Word} doctor")}."));
        var device = new[] { "c10_cuda", "torch_cuda", "c10_hip", "torch_hip" }.Select(name => Existing(libtorch, name)).OfType<string>();
        return [.. core, .. device, .. new[] { Existing(libtorch, "torch") }.OfType<string>(), library];
    }

    /// <summary>Returns empty libraries that replace dependencies which libtorch lists but does not use. Load them before
    /// libtorch.</summary>
    public IReadOnlyList<string> StandIns(TorchChoice choice)
    {
        if (choice.Kind != TorchLibraryKind.Libtorch)
            return [];
        var folder = System.IO.Path.Combine(Libtorch(choice.Libtorch).Own, "stand-ins");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Returns the files from CUDA's packages that libtorch's CUDA library needs. The files depend on one another, but the list is
    /// not in loading order.</summary>
    public IReadOnlyList<string> CudaLibraries() =>
        Existing(System.IO.Path.Combine(Path, "packages"), "torch_cuda") is { } cuda
            ? [.. Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(cuda)!).Where(IsOfCuda).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>
    /// Returns the folder name for a libtorch, as <c>build/torch.sh</c> computes it. The name is the path of the libtorch, in which an
    /// underscore replaces each byte except letters, digits, dots and hyphens. For the system's libtorch, the name is <c>system</c>.
    /// </summary>
    internal static string NameOf(string? libtorch) => libtorch is null
        ? "system"
        : string.Concat(Encoding.UTF8.GetBytes(libtorch.TrimEnd('/')).Select(letter => (char)letter)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'));

    private (string Own, string? Libtorch) Libtorch(string? libtorch)
    {
        var own = System.IO.Path.Combine(Path, "libtorch", NameOf(libtorch));
        return (own, FirstLine(System.IO.Path.Combine(own, "libtorch.txt")));
    }

    private static string? Existing(string folder, string name)
    {
        var file = System.IO.Path.Combine(folder, FileName(name));
        return File.Exists(file) ? file : null;
    }

    private static bool IsOfCuda(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        name = name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name;
        return name.StartsWith("cu", StringComparison.Ordinal) || name.StartsWith("nv", StringComparison.Ordinal);
    }

    private static string FileName(string library) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? $"{library}.dll"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? $"lib{library}.dylib" : $"lib{library}.so";

    private static string? FirstLine(string file) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault()?.Trim() : null;
}
