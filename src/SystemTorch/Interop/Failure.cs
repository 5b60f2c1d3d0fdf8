using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Turns the shim's messages into exceptions.</summary>
internal static class Failure
{
    /// <summary>Returns when <paramref name="message"/> is null; otherwise throws what went wrong.</summary>
    /// <exception cref="ExternalException">libtorch's own message.</exception>
    internal static void Check(nint message)
    {
        if (message != 0)
            Throw(message);
    }

    private static void Throw(nint message)
    {
        var text = Marshal.PtrToStringUTF8(message);
        Native.st_free_message(message);
        throw new ExternalException(text);
    }
}
