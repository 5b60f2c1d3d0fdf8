using System.Runtime.Intrinsics.X86;

namespace Experiments.Tests.Initialization;

/// <summary>The four properties that determine the last bit of libtorch's random numbers on a CPU: version, vector instructions, BLAS and
/// threads.</summary>
internal sealed record NumericEnvironment(string Libtorch, string Capability, string Blas, int Threads)
{
    /// <summary>Sets this process to one thread, and describes it.</summary>
    public static NumericEnvironment WithOneThread()
    {
        torch.set_num_threads(1);
        var version = string.Join('.', EnvironmentRecord.LibtorchVersion().Split('.').Take(2));
        return new NumericEnvironment(version, FindCapability(Version.Parse(version)), OneThreadOfBlas(), torch.get_num_threads());
    }

    public override string ToString() => $"libtorch {Libtorch}, {Capability}, {Blas}, threads {Threads}";

    // Does the same as at::native::get_cpu_capability: AVX-512 is the default since libtorch 2.
    private static string FindCapability(Version libtorch)
    {
        if (Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY") is { Length: > 0 } chosen)
            return chosen.ToUpperInvariant();
        if (libtorch.Major >= 2 && Avx512BW.VL.IsSupported && Avx512DQ.VL.IsSupported)
            return "AVX512";
        return Avx2.IsSupported && Fma.IsSupported ? "AVX2" : "DEFAULT";
    }

    private static string OneThreadOfBlas()
    {
        if (!NativeLibrary.TryLoad("libblas.so.3", out var blas)
            || !NativeLibrary.TryGetExport(blas, "openblas_set_num_threads", out var setThreads)
            || !NativeLibrary.TryGetExport(blas, "openblas_get_config", out var getConfig))
        {
            return "unknown";
        }
        Marshal.GetDelegateForFunctionPointer<SetThreads>(setThreads)(1);
        return Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<GetConfig>(getConfig)())!.Trim();
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetThreads(int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate IntPtr GetConfig();
}
