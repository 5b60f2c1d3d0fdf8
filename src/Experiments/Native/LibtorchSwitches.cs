namespace Experiments.Native;

/// <summary>Switches of libtorch that TorchSharp does not expose. The functions are called by their mangled C++ names; the Itanium name
/// (Linux, macOS) is tried before the Microsoft name.</summary>
internal static class LibtorchSwitches
{
    private static readonly string[] s_context = ["_ZN2at13globalContextEv", "?globalContext@at@@YAAEAVContext@1@XZ"];
    private static readonly string[] s_oneDnn = ["_ZN2at7Context20setUserEnabledMkldnnEb", "?setUserEnabledMkldnn@Context@at@@QEAAX_N@Z"];
    private static readonly string[] s_nnpack = ["_ZN2at7Context20setUserEnabledNNPACKEb", "?setUserEnabledNNPACK@Context@at@@QEAAX_N@Z"];
    private static readonly string[] s_nnpackAvailable = ["_ZN2at4_ops17_nnpack_available4callEv"];

    /// <summary>Calls <c>at::Context::setUserEnabledMkldnn(false)</c>; returns false if this libtorch does not have the function.</summary>
    public static bool SwitchOneDnnOff(LoadedTorch torch) => SwitchOff(torch, s_oneDnn);

    /// <summary>Calls <c>at::Context::setUserEnabledNNPACK(false)</c>; returns false if this libtorch does not have the function.</summary>
    public static bool SwitchNnpackOff(LoadedTorch torch) => SwitchOff(torch, s_nnpack);

    /// <summary>Returns the function <c>at::_nnpack_available()</c>; null if this libtorch does not have it.</summary>
    public static Func<bool>? NnpackAvailable(LoadedTorch torch) => Export(torch, s_nnpackAvailable) is { } address
        ? () => Marshal.GetDelegateForFunctionPointer<Question>(address)() != 0
        : null;

    private static bool SwitchOff(LoadedTorch torch, string[] names)
    {
        if (Export(torch, s_context) is not { } context || Export(torch, names) is not { } change)
            return false;
        Marshal.GetDelegateForFunctionPointer<Switch>(change)(Marshal.GetDelegateForFunctionPointer<Context>(context)(), 0);
        return true;
    }

    private static nint? Export(LoadedTorch torch, string[] names)
    {
        var library = NativeLibrary.Load(torch.CpuLibrary);
        return names.Select(name => NativeLibrary.TryGetExport(library, name, out var address) ? address : (nint?)null)
            .FirstOrDefault(address => address is not null);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint Context();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Switch(nint context, byte enabled);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate byte Question();
}
