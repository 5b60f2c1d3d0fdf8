namespace Experiments.Cli;

/// <summary>Loads the native library while the command reads its files on another thread.</summary>
internal static class TorchLoading
{
    private static string? s_option;

    /// <summary>The library that <c>--torch</c> or the environment chooses.</summary>
    public static TorchChoice? Choice { get; private set; }

    /// <summary>Chooses the library. Call <see cref="While"/> before using TorchSharp.</summary>
    /// <param name="option">Value of <c>--torch</c>; null if it is not given.</param>
    /// <exception cref="InputException">The choice is not a known library.</exception>
    public static void Choose(string? option) => (s_option, Choice) = (option, TorchLibrary.Choose(option));

    /// <summary>Loads the library on the calling thread and initialises TorchSharp, while another thread reads files. Call it on the
    /// process's first thread: on other threads, glibc asks the system for every page of memory, and libtorch takes thousands of pages
    /// while it loads.</summary>
    /// <param name="read">Reads the files. If both fail, its exception is thrown.</param>
    /// <exception cref="MissingException">The library is not set up, or can't be loaded.</exception>
    public static T While<T>(Func<T> read)
    {
        var reading = Task.Run(read);
        try
        {
            TorchLibrary.Load(s_option);
        }
        catch
        {
            // A mistake in the files comes first, and the thread that reads them must have ended.
            reading.GetAwaiter().GetResult();
            throw;
        }

        var result = reading.GetAwaiter().GetResult();
        TorchStart.Begin(s_option);
        return result;
    }
}
