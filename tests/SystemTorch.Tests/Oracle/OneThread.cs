using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;

namespace SystemTorch.Tests.Oracle;

/// <summary>
/// Makes this process compute with one thread, as the oracle's does: how a sum is split among threads decides its last bits. libtorch's own setting
/// does not reach an OpenBLAS with threads of its own (Debian's libopenblas0-pthread).
/// </summary>
internal static class OneThread
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetThreads(int count);

    internal static void Use()
    {
        torch.set_num_threads(1);
        using var process = Process.GetCurrentProcess();
        foreach (var module in process.Modules.Cast<ProcessModule>().Where(module => module.ModuleName.StartsWith("libopenblas", StringComparison.Ordinal)))
        {
            if (NativeLibrary.TryLoad(module.FileName, out var library) && NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out var address))
                Marshal.GetDelegateForFunctionPointer<SetThreads>(address)(1);
        }
    }
}
