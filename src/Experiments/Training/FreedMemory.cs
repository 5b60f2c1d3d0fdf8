namespace Experiments.Training;

/// <summary>
/// Keeps memory that tensors free in the process. By default glibc returns large blocks to the system at once and gets them anew, page by
/// page, each cleared by the system, for the next tensor: a measurement of the signal in digits-deep took 1.6 times as long.
/// </summary>
public static class FreedMemory
{
    // malloc.h
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    // As much as a large tensor has; newer glibc takes any number, older ones at most half a heap of 64 MB.
    private const int Large = 1 << 30;
    private const int MostOfOld = 1 << 25;

    /// <summary>Keeps freed memory for later tensors, for the rest of the process. Does nothing without glibc, or where the
    /// user has set glibc's environment variables.</summary>
    /// <returns>Whether it is kept.</returns>
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
