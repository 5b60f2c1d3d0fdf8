namespace Experiments.Serialization;

/// <summary>Locks files through the operating system, which releases the locks when the process ends, even after a crash.</summary>
internal static class FileLock
{
    // Error codes for a file that another process has locked: sharing violation on Windows, EAGAIN on Linux, EWOULDBLOCK on macOS.
    private static readonly int[] s_held = [unchecked((int)0x80070020), 11, 35];

    /// <summary>Opens and locks a file for this process; creates the file if it is missing. Returns null if another process has locked the
    /// file.</summary>
    /// <param name="options"><see cref="FileOptions.DeleteOnClose"/> deletes the file when the lock is released.</param>
    /// <exception cref="IOException">The file can't be opened for another reason, such as a read-only file system.</exception>
    /// <exception cref="UnauthorizedAccessException">The user does not have the permission.</exception>
    public static FileStream? TryTake(string path, FileOptions options = FileOptions.None) =>
        TryOpen(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, options);

    /// <summary>Tests whether another process has locked the file. This test needs no permission to write the file.</summary>
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
