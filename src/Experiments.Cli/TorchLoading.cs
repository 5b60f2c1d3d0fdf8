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

    /// <summary>Loads the library on the calling thread and initialises TorchSharp, while another thread reads files. Call this method on
    /// the process's first thread. On other threads, glibc requests every page of memory from the system separately, and libtorch needs
    /// thousands of pages while it loads.</summary>
    /// <param name="read">Reads the files. If both reading and loading fail, the exception of reading is thrown.</param>
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
            // Waits for the thread that reads the files, and throws its exception, because a mistake in the files is reported first.
            reading.GetAwaiter().GetResult();
            throw;
        }

        var result = reading.GetAwaiter().GetResult();
        TorchStart.Begin(s_option);
        return result;
    }
}
