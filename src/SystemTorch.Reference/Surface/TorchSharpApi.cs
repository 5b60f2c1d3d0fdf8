using System.IO.Compression;
using System.Reflection;

namespace SystemTorch.Reference.Surface;

/// <summary>TorchSharp 0.107.0's API, as the repository keeps it.</summary>
public static class TorchSharpApi
{
    public const string AssemblyName = "TorchSharp";

    public static Version AssemblyVersion { get; } = new(0, 107, 0, 0);

    /// <summary>The list's lines.</summary>
    public static IReadOnlyList<string> ReadLines()
    {
        using var reader = new StreamReader(new GZipStream(Open("api.gz"), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static ApiModifiers ReadModifiers()
    {
        using var reader = new StreamReader(Open("modifiers.txt"));
        return new ApiModifiers(reader.ReadToEnd().Split('\n'));
    }

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The resource {name} is missing from this build.");
}
