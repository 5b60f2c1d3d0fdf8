namespace Experiments.Native;

/// <summary>Ends this process.</summary>
public static class ProcessEnd
{
    /// <summary>Ends the process at once, without the exit handlers of libraries: libtorch's take a twentieth of a second to free memory
    /// that the system frees anyway. Returns where it can't, on systems other than Linux.</summary>
    /// <param name="code">Exit code.</param>
    public static void Now(int code)
    {
        if (OperatingSystem.IsLinux())
            Exit(code);
    }

    [DllImport("libc.so.6", EntryPoint = "_exit")]
    private static extern void Exit(int code);
}
