namespace Experiments.Cli.Terminal;

/// <summary>The two consoles: standard output for results, standard error for progress and warnings.</summary>
public static class Screen
{
    // Width of lines that are written to a pipe or a file. With this large width, no table row is wrapped.
    private const int WidthOfAPipe = 200;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Whether a console can redraw lines in place, with colours: a terminal without <c>TERM=dumb</c> and
    /// <c>NO_COLOR</c>.</summary>
    public static bool IsLive(IAnsiConsole console) => console.Profile.Capabilities is
        { Interactive: true, Ansi: true, ColorSystem: not ColorSystem.NoColors };

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = WidthOfAPipe;
        return console;
    }
}
