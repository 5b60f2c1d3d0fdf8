namespace Experiments.Cli.Terminal;

/// <summary>Shows the progress of planning a sweep on one line, which each update overwrites. Without a terminal, nothing is
/// written.</summary>
/// <param name="console">The terminal; null writes nothing.</param>
public sealed class PlanningLine(IAnsiConsole? console)
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _since = new();

    /// <summary>Shows that the native library is being loaded.</summary>
    public void Loading() => Write("loading libtorch …");

    /// <summary>Shows that a file is being read.</summary>
    public void Begin(string file) => Write($"reading {file} …");

    /// <summary>Shows how many points of the sweep are checked.</summary>
    public void Checked(int done, int count)
    {
        if (_since.IsRunning && _since.Elapsed < s_every && done < count)
            return;
        Write($"checking the cells: {RunText.Count(done)} of {RunText.Count(count)} points …");
        _since.Restart();
    }

    /// <summary>Clears the line before other output.</summary>
    public void Clear() => Write("");

    private void Write(string text)
    {
        if (console is null)
            return;
        // Returns to the start of the line and clears it (ECMA-48).
        console.Profile.Out.Writer.Write($"\r\u001b[2K{Lines.Shorten(text, console.Profile.Width - 1)}");
        console.Profile.Out.Writer.Flush();
    }
}
