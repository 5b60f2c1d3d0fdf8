namespace Experiments.Cli.Tests;

/// <summary>Waits for another process. The loop sleeps between two checks, because a busy loop would slow the other process down.</summary>
internal static class Waiting
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    // Longest time to wait. A busy machine may be five times slower than an idle machine.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Returns whether the condition became true in time.</summary>
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
