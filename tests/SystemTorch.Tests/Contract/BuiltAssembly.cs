using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SystemTorch.Reference.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Tests.Contract;

/// <summary>The assemblies that this build made, as files.</summary>
internal static class BuiltAssembly
{
    private static readonly Lazy<IReadOnlyList<ApiType>> s_own = new(() => ReadSurface(typeof(BuiltAssembly).Assembly.Location));

    /// <summary>The engine's TorchSharp.dll that the tests run on.</summary>
    public static string TorchSharp { get; } = Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll");

    /// <summary>The engine that this build is for.</summary>
    public static string Engine { get; } = typeof(BuiltAssembly).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "TorchEngine").Value!;

    /// <summary>Every project's own assembly, this one's among them: artifacts/ENGINE/bin/PROJECT/CONFIGURATION/PROJECT.dll.</summary>
    public static IReadOnlyList<string> OfProjects()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return [.. own.Parent!.Parent!.EnumerateDirectories()
            .Select(project => Path.Combine(project.FullName, own.Name, project.Name + ".dll"))
            .Where(File.Exists).Order(StringComparer.Ordinal)];
    }

    /// <summary>The surface of this test assembly.</summary>
    public static IReadOnlyList<ApiType> OwnSurface => s_own.Value;

    /// <summary>An assembly's public and protected surface.</summary>
    public static IReadOnlyList<ApiType> ReadSurface(string path)
    {
        using var pack = ReferencePack.OfRuntime();
        using var file = new PEReader(File.OpenRead(path));
        return AssemblyReader.Read(file.GetMetadataReader(), pack);
    }
}
