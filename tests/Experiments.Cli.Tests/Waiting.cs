namespace Experiments.Cli.Tests;

/// <summary>Waits for what another process does. Between two looks it sleeps: a loop that spins
/// takes the processor from what it waits for.</summary>
internal static class Waiting
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    // A loaded machine may be five times as slow.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether the condition came true in time.</summary>
    public static bool Until(Func<bool> condition)
    {
        for (var end = DateTime.UtcNow + s_patience; DateTime.UtcNow < end; Thread.Sleep(s_pause))
        {
            if (condition())
                return true;
        }
        return condition();
    }
}
