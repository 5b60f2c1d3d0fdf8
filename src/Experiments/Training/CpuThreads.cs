namespace Experiments.Training;

/// <summary>
/// Sets the number of threads of CPU operations. libtorch's setting covers OpenMP and, if libtorch is built with it, MKL. OpenBLAS with its
/// own threads (Debian's libopenblas0-pthread) has a separate setting; without that setting, a matrix product would use every core.
/// </summary>
public static class CpuThreads
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetThreads(int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetThreads();

    /// <summary>
    /// Sets the number of threads for libtorch, OpenMP and BLAS. Each thread calls this method before its first operation.
    /// </summary>
    public static void Set(int count)
    {
        set_num_threads(count);
        if (OpenBlas("openblas_set_num_threads") is { } address)
            Marshal.GetDelegateForFunctionPointer<SetThreads>(address)(count);
    }

    /// <summary>Returns the number of threads that OpenBLAS uses; null if libtorch uses another BLAS.</summary>
    public static int? OpenBlasThreads() =>
        OpenBlas("openblas_get_num_threads") is { } address ? Marshal.GetDelegateForFunctionPointer<GetThreads>(address)() : null;

    // The path of the OpenBLAS library is cached, because a loaded library stays loaded.
    private static string? s_openBlas;

    // Uses only an OpenBLAS that libtorch has already loaded: another copy would not affect libtorch.
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
