namespace Experiments.Native;

/// <summary>Memory of this process.</summary>
public static class ProcessMemory
{
    private const string Status = "/proc/self/status";
    private const string PeakKey = "VmHWM:";

    /// <summary>Maximum physical memory that the process has used so far, in bytes.</summary>
    public static long Peak()
    {
        // Reads the number from /proc, because .NET would also read a file for each thread, which takes a millisecond.
        if (OperatingSystem.IsLinux() && File.ReadLines(Status)
            .FirstOrDefault(line => line.StartsWith(PeakKey, StringComparison.Ordinal)) is { } line)
            return 1024 * long.Parse(line[PeakKey.Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture);
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
