namespace LibTorchSharp.Probe;

/// <summary>Calls that the probe needs internally. These calls are not recorded and not counted for any case.</summary>
internal static class Raw
{
    public static object? Call(string function, params object?[] arguments) => new NativeCall(function, arguments).Invoke();

    public static IntPtr Pointer(string function, params object?[] arguments) => (IntPtr)Call(function, arguments)!;

    public static long[] Longs(string function, params object?[] arguments)
    {
        var call = new NativeCall(function, arguments);
        call.Invoke();
        using var array = call.Arrays[0];
        return [.. Enumerable.Range(0, array.Length).Select(i => (long)array[i])];
    }

    /// <summary>Reads and clears the error of the last call.</summary>
    public static string? LastError()
    {
        var text = Pointer("THSTorch_get_and_reset_last_err");
        return text == 0 ? null : Marshal.PtrToStringUTF8(text);
    }

    /// <summary>Throws if an internal call of the probe left an error.</summary>
    public static void Check()
    {
        if (LastError() is { } error)
            throw new InvalidOperationException(error);
    }
}
