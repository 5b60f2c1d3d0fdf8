using System.Reflection;
using TorchSharp;

namespace LibTorchSharp.Probe;

/// <summary>TorchSharp's P/Invoke declarations, by the name of the C function.</summary>
public static class NativeFunctions
{
    public static Assembly Assembly { get; } = typeof(torch).Assembly;

    private static readonly Dictionary<string, MethodInfo> Methods = Find();

    public static IReadOnlyCollection<MethodInfo> All => Methods.Values;

    public static MethodInfo Get(string name) =>
        Methods.TryGetValue(name, out var method) ? method : throw new ArgumentException($"TorchSharp declares no C function {name}.");

    public static IEnumerable<string> ExportedBy(IntPtr library) =>
        Methods.Keys.Where(name => NativeLibrary.TryGetExport(library, name, out _));

    private static Dictionary<string, MethodInfo> Find()
    {
        const BindingFlags anyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(anyStatic))
            .Select(method => (method, import: method.GetCustomAttribute<DllImportAttribute>()))
            .Where(entry => entry.import?.Value == "LibTorchSharp")
            .GroupBy(entry => entry.import!.EntryPoint ?? entry.method.Name)
            .ToDictionary(entries => entries.Key, entries => entries.First().method);
    }
}
