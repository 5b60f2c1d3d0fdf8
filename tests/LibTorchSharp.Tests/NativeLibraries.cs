namespace LibTorchSharp.Tests;

/// <summary>A native library for TorchSharp.dll: its files in the order of loading, with LibTorchSharp last.</summary>
internal sealed record NativeLibraries(string Name, IReadOnlyList<string> Files, string? Preload)
{
    /// <summary>TorchSharp's packages as set up by run.sh, with the compatibility library if this machine needs this library.</summary>
    public static NativeLibraries Packages { get; } = new("packages", FilesIn(Set("packages"), Set("packages")),
        File.Exists(Set("compat", "libstdc++.so.6")) ? Set("compat", "libstdc++.so.6") : null);

    /// <summary>The library built from src/LibTorchSharp for an installed libtorch.</summary>
    public static NativeLibraries Ours { get; } = new("libtorch", FilesIn(Set("libtorch", NameOfLibtorch()), LibtorchFolder()), null);

    /// <summary>The reason why the library can't be used; null if it can be used.</summary>
    public string? Absence => Files.FirstOrDefault(file => !File.Exists(file)) is { } missing
        ? $"The native library '{Name}' is not there: {missing} is missing."
        : null;

    private static string Set(params string[] path) => Repository.PathOf(["artifacts", "native", .. path]);

    private static string[] FilesIn(string own, string libtorch) =>
        [.. new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" }.Select(file => Path.Combine(libtorch, file)),
            Path.Combine(own, "libLibTorchSharp.so")];

    // Returns the same folder name as build/torch.sh.
    private static string NameOfLibtorch() => Environment.GetEnvironmentVariable("LIBTORCH") is { Length: > 0 } path
        ? string.Concat(System.Text.Encoding.UTF8.GetBytes(Path.GetFullPath(path).TrimEnd('/')).Select(letter => (char)letter)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'))
        : "system";

    private static string LibtorchFolder()
    {
        var file = Set("libtorch", NameOfLibtorch(), "libtorch.txt");
        return File.Exists(file) ? File.ReadLines(file).First() : "/nonexistent";
    }
}
