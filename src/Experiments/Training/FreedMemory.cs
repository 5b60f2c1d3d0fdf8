namespace Experiments.Training;

/// <summary>
/// Keeps the memory of freed tensors in the process. By default glibc returns large blocks to the system at once. For the next tensor,
/// glibc requests these blocks again page by page, and the system clears each page. With these requests, measuring the signal of the
/// config digits-deep took 1.6 times as long.
/// </summary>
public static class FreedMemory
{
    // Values of the constants in malloc.h.
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    // Number of freed bytes that glibc keeps. Newer versions of glibc accept any number; older versions accept at most half a heap of 64
    // MB.
    private const int Large = 1 << 30;
    private const int MostOfOld = 1 << 25;

    /// <summary>
    /// Makes the process keep freed memory until it ends. Does nothing without glibc, or if the user has set glibc's environment variables.
    /// </summary>
    /// <returns>Whether freed memory is kept.</returns>
    public static bool Keep()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Any(name => name is "GLIBC_TUNABLES" || name.StartsWith("MALLOC_", StringComparison.Ordinal)))
            return false;
        try
        {
            return (SetOption(MapThreshold, Large) != 0 || SetOption(MapThreshold, MostOfOld) != 0) && SetOption(TrimThreshold, Large) != 0;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    private static extern int SetOption(int option, int value);
}
