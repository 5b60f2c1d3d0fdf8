using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Turns the shim's messages into exceptions.</summary>
internal static class Failure
{
    /// <summary>Returns when <paramref name="message"/> is null; otherwise throws what went wrong.</summary>
    /// <exception cref="ExternalException">libtorch's own message. An exception of managed code that libtorch called back is rethrown as it was.</exception>
    internal static void Check(nint message)
    {
        if (message != 0)
            Throw(message);
    }

    private static void Throw(nint message)
    {
        var text = Marshal.PtrToStringUTF8(message);
        Native.st_free_message(message);
        var managed = Native.st_take_managed_exception();
        if (managed != 0)
            Rethrow(GCHandle.FromIntPtr(managed));
        throw new ExternalException(text);
    }

    private static void Rethrow(GCHandle handle)
    {
        var exception = (Exception)handle.Target!;
        handle.Free();
        ExceptionDispatchInfo.Throw(exception);
    }
}
