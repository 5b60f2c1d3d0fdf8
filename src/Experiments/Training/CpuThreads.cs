namespace Experiments.Training;

/// <summary>
/// The number of threads of a CPU operation. libtorch's own setting reaches OpenMP and, where libtorch is built with it, MKL. OpenBLAS with
/// its own threads (Debian's libopenblas0-pthread) has a separate setting, without which a matrix product would still run on every core.
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

    /// <summary>Number of threads that OpenBLAS uses; null if libtorch has another BLAS.</summary>
    public static int? OpenBlasThreads() =>
        OpenBlas("openblas_get_num_threads") is { } address ? Marshal.GetDelegateForFunctionPointer<GetThreads>(address)() : null;

    // Found once, since a library that is loaded stays loaded.
    private static string? s_openBlas;

    // Only a library that libtorch has loaded already counts: loading one here would change nothing that libtorch does.
    private static IntPtr? OpenBlas(string function)
    {
        s_openBlas ??= FindOpenBlas();
        return s_openBlas is { } path && NativeLibrary.TryLoad(path, out var library)
            && NativeLibrary.TryGetExport(library, function, out var address)
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
