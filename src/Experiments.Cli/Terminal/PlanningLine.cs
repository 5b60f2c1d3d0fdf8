namespace Experiments.Cli.Terminal;

/// <summary>One line that says how far the start of a sweep is, overwritten in place; nothing where there is no terminal.</summary>
/// <param name="console">Null to write nothing.</param>
public sealed class PlanningLine(IAnsiConsole? console)
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _since = new();

    /// <summary>Says that the native library is loaded.</summary>
    public void Loading() => Write("loading libtorch …");

    /// <summary>Says that a file is read.</summary>
    public void Begin(string file) => Write($"reading {file} …");

    /// <summary>Says how many points of the sweep are checked.</summary>
    public void Checked(int done, int count)
    {
        if (_since.IsRunning && _since.Elapsed < s_every && done < count)
            return;
        Write($"checking the cells: {RunText.Count(done)} of {RunText.Count(count)} points …");
        _since.Restart();
    }

    /// <summary>Makes room for other output.</summary>
    public void Clear() => Write("");

    private void Write(string text)
    {
        if (console is null)
            return;
        // To the start of the line, and clear it (ECMA-48).
        console.Profile.Out.Writer.Write($"\r\u001b[2K{Lines.Shorten(text, console.Profile.Width - 1)}");
        console.Profile.Out.Writer.Flush();
    }
}
