using System.Diagnostics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Experiments.Training;

/// <summary>
/// How many threads a CPU operation may use. libtorch's own setting reaches OpenMP and, where libtorch is built with it, MKL; OpenBLAS with threads
/// of its own (Debian's libopenblas0-pthread) has to be told separately, or a matrix product would still run on every core.
/// </summary>
public static class CpuThreads
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetThreads(int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetThreads();

    /// <summary>Sets the number for libtorch, OpenMP and BLAS, on the calling thread and before its first operation.</summary>
    public static void Set(int count)
    {
        set_num_threads(count);
        if (OpenBlas("openblas_set_num_threads") is { } address)
            Marshal.GetDelegateForFunctionPointer<SetThreads>(address)(count);
    }

    /// <summary>Threads that OpenBLAS uses; null where libtorch's BLAS is another.</summary>
    public static int? OpenBlasThreads() =>
        OpenBlas("openblas_get_num_threads") is { } address ? Marshal.GetDelegateForFunctionPointer<GetThreads>(address)() : null;

    // Found once, since a library that is loaded stays loaded.
    private static string? s_openBlas;

    // Only a library that libtorch has loaded already counts: loading one here would change nothing that libtorch does.
    private static IntPtr? OpenBlas(string function)
    {
        s_openBlas ??= FindOpenBlas();
        return s_openBlas is { } path && NativeLibrary.TryLoad(path, out var library) && NativeLibrary.TryGetExport(library, function, out var address)
            ? address
            : null;
    }

    private static string? FindOpenBlas()
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>()
            .FirstOrDefault(module => Path.GetFileName(module.FileName).StartsWith("libopenblas", StringComparison.Ordinal))?.FileName;
    }
}
