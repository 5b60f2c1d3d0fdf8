namespace Experiments.Native;

/// <summary>Ends this process.</summary>
public static class ProcessEnd
{
    /// <summary>Ends the process immediately, without the exit handlers of libraries: libtorch's exit handlers take about 0.05 s to free
    /// memory, although the system frees it anyway. Does nothing on systems other than Linux.</summary>
    /// <param name="code">Exit code.</param>
    public static void Now(int code)
    {
        if (OperatingSystem.IsLinux())
            Exit(code);
    }

    [DllImport("libc.so.6", EntryPoint = "_exit")]
    private static extern void Exit(int code);
}
