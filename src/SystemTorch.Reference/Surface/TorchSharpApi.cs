using System.IO.Compression;
using System.Reflection;

namespace SystemTorch.Reference.Surface;

/// <summary>TorchSharp 0.107.0's API, as the repository keeps it.</summary>
public static class TorchSharpApi
{
    public const string AssemblyName = "TorchSharp";

    public static Version AssemblyVersion { get; } = new(0, 107, 0, 0);

    /// <summary>The list's lines.</summary>
    public static IReadOnlyList<string> ReadLines() => ReadResource("api.gz");

    public static ApiModifiers ReadModifiers() => new(ReadModifierLines().Concat(ReadResource("hidden.txt")));

    /// <summary>What the list does not say, as read from the real assembly.</summary>
    public static IReadOnlyList<string> ReadModifierLines() => ReadResource("modifiers.gz");

    private static string[] ReadResource(string name)
    {
        var content = Open(name);
        using var reader = new StreamReader(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(content, CompressionMode.Decompress) : content);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The resource {name} is missing from this build.");
}
