using System.Runtime.InteropServices;

namespace Experiments.Training;

/// <summary>
/// Memory that tensors give back. glibc hands large pieces back to the system at once and takes them anew for the next tensor of the size, page by page, each of which the system clears
/// first: a measurement of the signal in digits-deep took 1.6 times as long. Kept in the process, it is there for the next one.
/// </summary>
public static class FreedMemory
{
    // malloc.h
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    // As much as a tensor may well have; newer glibc takes any number, older ones half a heap of 64 MB at most.
    private const int Large = 1 << 30;
    private const int MostOfOld = 1 << 25;

    /// <summary>Keeps it for the tensors to come, for the rest of the process. Where the C library is another than glibc, or the user has set its environment variables, nothing changes.</summary>
    /// <returns>Whether it is kept.</returns>
    public static bool Keep()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(name => name is "GLIBC_TUNABLES" || name.StartsWith("MALLOC_", StringComparison.Ordinal)))
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
