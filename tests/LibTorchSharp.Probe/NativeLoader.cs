namespace LibTorchSharp.Probe;

/// <summary>Loads one native library and its dependencies, before TorchSharp searches for its library.</summary>
internal static unsafe class NativeLoader
{
    /// <summary>Address of the library whose functions the table calls.</summary>
    public static IntPtr LibTorchSharp { get; private set; }

    public static void Load(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            LibTorchSharp = NativeLibrary.Load(path);
            if (Path.GetFileName(path).StartsWith("libtorch_cpu.", StringComparison.Ordinal))
                SwitchOneDnnOff(LibTorchSharp);
        }
        // Uses one thread, because rounding must not depend on the division of a sum among threads.
        Raw.Call("THSTorch_set_num_threads", 1);
    }

    public static bool Exports(string function) => NativeLibrary.TryGetExport(LibTorchSharp, function, out _);

    /// <summary>Works around oneDNN, which computes convolutions wrongly on virtual machines that report no cache sizes.</summary>
    private static void SwitchOneDnnOff(IntPtr torch)
    {
        if (!NativeLibrary.TryGetExport(torch, "_ZN2at7Context20setUserEnabledMkldnnEb", out var set)
            || !NativeLibrary.TryGetExport(torch, "_ZN2at13globalContextEv", out var context))
            return;
        ((delegate* unmanaged<IntPtr, byte, void>)set)(((delegate* unmanaged<IntPtr>)context)(), 0);
    }
}
