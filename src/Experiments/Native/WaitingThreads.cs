namespace Experiments.Native;

/// <summary>
/// Shortens the time for which idle threads of libtorch (OpenMP) and of OpenBLAS keep a core busy before they sleep. Debian's libtorch has
/// both kinds of threads. By default each kind keeps its cores busy for milliseconds and so slows the other kind: on two cores,
/// two threads made an MLP five times slower than one thread. Results do not change.
/// </summary>
internal static class WaitingThreads
{
    // OPENBLAS_THREAD_TIMEOUT counts in powers of two of the processor's cycles, GOMP_SPINCOUNT in loops. With these values two threads
    // train MLPs three to five times as fast as with the defaults, and convolutions as fast. Threads that sleep at once
    // (OMP_WAIT_POLICY=passive) make small convolutions three times slower.
    private static readonly (string Name, string Value)[] s_short = [("GOMP_SPINCOUNT", "4000"), ("OPENBLAS_THREAD_TIMEOUT", "10")];

    private static readonly string[] s_choices = ["GOMP_SPINCOUNT", "OMP_WAIT_POLICY", "OPENBLAS_THREAD_TIMEOUT"];

    /// <summary>Sets the environment variables that both libraries read when they are loaded. Does nothing if the user has set one of them,
    /// or if libtorch is not the system's.</summary>
    public static void Shorten(TorchChoice choice)
    {
        if (!OperatingSystem.IsLinux() || choice.Kind != TorchLibraryKind.Libtorch || choice.Libtorch is not null
            || s_choices.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }))
            return;
        // Environment.SetEnvironmentVariable changes only .NET's copy, which native libraries don't read.
        foreach (var (name, value) in s_short)
            _ = SetEnvironment(Text(name), Text(value), overwrite: 0);
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text + '\0');

    [DllImport("libc.so.6", EntryPoint = "setenv")]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);
}
