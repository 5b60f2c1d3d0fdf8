namespace Experiments.Native;

/// <summary>
/// Hides the message "Could not initialize NNPACK! Reason: …". libtorch tries NNPACK for some convolutions and writes this message to
/// standard error if it fails; newer versions repeat it at every convolution. This class lets libtorch try NNPACK once, and removes the
/// message from standard error. If NNPACK fails, the class switches NNPACK off. Results do not change.
/// </summary>
internal static class Nnpack
{
    private const int StandardError = 2;

    /// <summary>Lets libtorch try NNPACK once on Linux; does nothing on other systems.</summary>
    public static void Try(LoadedTorch torch)
    {
        if (!OperatingSystem.IsLinux() || LibtorchSwitches.NnpackAvailable(torch) is not { } isAvailable)
            return;
        var isThere = false;
        foreach (var line in WrittenToStandardError(() => isThere = isAvailable())
            .Where(line => !line.Contains("NNPACK", StringComparison.Ordinal)))
            Console.Error.WriteLine(line);
        if (!isThere)
            LibtorchSwitches.SwitchNnpackOff(torch);
    }

    private static string[] WrittenToStandardError(Action action)
    {
        int original;
        if (TemporaryFile() is not { } path || (original = dup(StandardError)) < 0)
        {
            action();
            return [];
        }

        try
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
            {
                _ = dup2((int)file.SafeFileHandle.DangerousGetHandle(), StandardError);
                try
                {
                    action();
                }
                finally
                {
                    _ = dup2(original, StandardError);
                    _ = close(original);
                }
            }

            return File.ReadAllLines(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Returns null if no file can be created: a full or read-only folder must not prevent the start of the program.
    private static string? TemporaryFile()
    {
        try
        {
            return Path.GetTempFileName();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [DllImport("libc.so.6")]
    private static extern int dup(int descriptor);

    [DllImport("libc.so.6")]
    private static extern int dup2(int from, int to);

    [DllImport("libc.so.6")]
    private static extern int close(int descriptor);
}
