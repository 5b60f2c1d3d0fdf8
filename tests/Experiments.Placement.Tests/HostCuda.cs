using System.Runtime.CompilerServices;

namespace Experiments.Placement.Tests;

/// <summary>
/// CUDA in host memory (<c>native/host_cuda.cpp</c>): two devices that use the CPU's kernels and refuse the same operations as a GPU. The
/// library must be loaded before libtorch looks for CUDA for the first time, because libtorch looks only once.
/// </summary>
internal static unsafe partial class HostCuda
{
    private const string Library = "host_cuda";
    private static readonly string? s_missing = Load();

    /// <summary>Number of bytes that tensors occupy on the devices now.</summary>
    public static long LiveBytes => host_cuda_live_bytes();

    /// <summary>Number of times that the program has waited for a value from a device.</summary>
    public static long Reads => host_cuda_reads();

    /// <summary>Number of times that the program has waited until a device finished.</summary>
    public static long Synchronizations => host_cuda_synchronizations();

    [ModuleInitializer]
    internal static void LoadFirst()
    {
        _ = s_missing;
        TorchStart.Begin();
    }

    /// <summary>Skips the test and states the reason, if there is no device in host memory.</summary>
    public static void Require() => Skip.If(s_missing is not null, s_missing);

    /// <summary>Limits the devices to <paramref name="more"/> additional bytes of memory, until the result is disposed.</summary>
    public static IDisposable Limit(long more)
    {
        host_cuda_limit(LiveBytes + more);
        return new Undo(() => host_cuda_limit(-1));
    }

    /// <summary>Returns the operators that leave a tensor with a dimension on the CPU while <paramref name="action"/> runs.</summary>
    public static IReadOnlyList<string> LeftOnCpu(Action action)
    {
        BeginWatch();
        try
        {
            action();
        }
        catch
        {
            EndWatch();
            throw;
        }
        return EndWatch();
    }

    public static void BeginWatch() => host_cuda_watch();

    /// <summary>Returns the operators of <see cref="LeftOnCpu"/> since <see cref="BeginWatch"/>.</summary>
    public static IReadOnlyList<string> EndWatch() => Names(host_cuda_end_watch);

    public static void BeginCalls() => host_cuda_count_calls();

    /// <summary>Returns the operators called since <see cref="BeginCalls"/>, in order, without inner operators.</summary>
    public static IReadOnlyList<string> EndCalls() => Names(host_cuda_end_calls);

    private static string[] Names(Action<nint, int> fill)
    {
        var names = new byte[1 << 20];
        fixed (byte* first = names)
        {
            fill((nint)first, names.Length);
            return Marshal.PtrToStringUTF8((nint)first)!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    private static string? Load()
    {
        var torch = TorchLibrary.Load();
        if (torch.Choice.Kind != TorchLibraryKind.Libtorch)
            return "the CUDA of host memory needs Debian's libtorch 1.13, but the tests run with TorchSharp's packages";
        var path = Path.Combine(Path.GetDirectoryName(torch.Library)!, "host_cuda", "libhost_cuda.so");
        if (torch.Files.Any(file => Path.GetFileName(file).Contains("cuda", StringComparison.Ordinal)))
            return "this libtorch has its own CUDA";
        if (!File.Exists(path))
            return $"{path} is missing; test.sh compiles it";
        NativeLibrary.SetDllImportResolver(typeof(HostCuda).Assembly, (name, _, _) => name == Library ? NativeLibrary.Load(path) : 0);
        return host_cuda_is_there() == 0 ? "the CUDA of host memory is written for libtorch 1.13" : null;
    }

    [LibraryImport(Library)]
    private static partial int host_cuda_is_there();

    [LibraryImport(Library)]
    private static partial long host_cuda_live_bytes();

    [LibraryImport(Library)]
    private static partial long host_cuda_reads();

    [LibraryImport(Library)]
    private static partial long host_cuda_synchronizations();

    [LibraryImport(Library)]
    private static partial void host_cuda_limit(long bytes);

    [LibraryImport(Library)]
    private static partial void host_cuda_watch();

    [LibraryImport(Library)]
    private static partial void host_cuda_end_watch(nint names, int capacity);

    [LibraryImport(Library)]
    private static partial void host_cuda_count_calls();

    [LibraryImport(Library)]
    private static partial void host_cuda_end_calls(nint names, int capacity);

    private sealed class Undo(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
