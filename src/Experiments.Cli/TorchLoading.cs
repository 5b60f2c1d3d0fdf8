namespace Experiments.Cli;

/// <summary>The native library of a command that reads its files while another thread loads it.</summary>
internal static class TorchLoading
{
    private static Task? s_loading;

    /// <summary>The choice, from <c>--torch</c> and the environment.</summary>
    public static TorchChoice? Choice { get; private set; }

    /// <summary>Begins to load; <see cref="Finish"/> must follow before TorchSharp is used.</summary>
    /// <param name="option">Value of <c>--torch</c>; null if it is not given.</param>
    /// <exception cref="InputException">The choice is none of the words.</exception>
    public static void Begin(string? option)
    {
        Choice = TorchLibrary.Choose(option);
        s_loading = Task.Run(() => TorchLibrary.Load(option));
    }

    /// <summary>Waits for the library, and makes TorchSharp ready.</summary>
    /// <exception cref="MissingException">The library is not set up, or can't be loaded.</exception>
    public static void Finish()
    {
        s_loading?.GetAwaiter().GetResult();
        TorchStart.Begin();
    }

    /// <summary>Waits for the thread, since a process must not end in the middle of loading.</summary>
    public static void Settle()
    {
        try
        {
            s_loading?.Wait();
        }
        catch (AggregateException)
        {
            // The command has failed for another reason, which is the one to report.
        }
    }
}
