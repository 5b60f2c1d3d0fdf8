namespace Experiments.Cli;

/// <summary>Loads the native library on another thread while the command reads its files.</summary>
internal static class TorchLoading
{
    private static Task? s_loading;

    /// <summary>The choice, from <c>--torch</c> and the environment.</summary>
    public static TorchChoice? Choice { get; private set; }

    /// <summary>Starts loading. Call <see cref="Finish"/> before using TorchSharp.</summary>
    /// <param name="option">Value of <c>--torch</c>; null if it is not given.</param>
    /// <exception cref="InputException">The choice is not a known library.</exception>
    public static void Begin(string? option)
    {
        Choice = TorchLibrary.Choose(option);
        s_loading = Task.Run(() => TorchLibrary.Load(option));
    }

    /// <summary>Waits for the library and initialises TorchSharp.</summary>
    /// <exception cref="MissingException">The library is not set up, or can't be loaded.</exception>
    public static void Finish()
    {
        s_loading?.GetAwaiter().GetResult();
        TorchStart.Begin();
    }

    /// <summary>Waits for the thread: a process must not end while it loads a library.</summary>
    public static void Settle()
    {
        try
        {
            s_loading?.Wait();
        }
        catch (AggregateException)
        {
            // The command has already failed for another reason, which is reported.
        }
    }
}
