namespace Experiments.Serialization;

/// <summary>Operating-system locks on files; the system releases them when the process ends, however it ends.</summary>
internal static class FileLock
{
    // Error codes for a file that another process has locked: Windows' sharing violation, EAGAIN on Linux, EWOULDBLOCK on macOS.
    private static readonly int[] s_held = [unchecked((int)0x80070020), 11, 35];

    /// <summary>Opens a file for this process alone, creating it if it is missing; null if another process has it.</summary>
    /// <param name="options"><see cref="FileOptions.DeleteOnClose"/> removes the file with the lock.</param>
    /// <exception cref="IOException">It can't be opened for another reason, such as a file system that is mounted read-only.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static FileStream? TryTake(string path, FileOptions options = FileOptions.None) =>
        TryOpen(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, options);

    /// <summary>Whether another process holds a file at this instant; works without permission to write it.</summary>
    public static bool IsHeld(string path)
    {
        try
        {
            using var free = TryTake(path);
            return free is null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            using var free = TryOpen(path, FileMode.Open, FileAccess.Read, FileOptions.None);
            return free is null;
        }
    }

    private static FileStream? TryOpen(string path, FileMode mode, FileAccess access, FileOptions options)
    {
        try
        {
            return new FileStream(path, mode, access, FileShare.None, bufferSize: 0, options);
        }
        catch (IOException failure) when (s_held.Contains(failure.HResult))
        {
            return null;
        }
    }
}
