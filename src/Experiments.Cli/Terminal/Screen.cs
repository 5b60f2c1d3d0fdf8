namespace Experiments.Cli.Terminal;

/// <summary>The two consoles: results go to standard output, progress and warnings to standard error.</summary>
public static class Screen
{
    // A pipe or a file has no width: wide enough that no table row is broken for a reader such as grep.
    private const int WidthOfAPipe = 200;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Whether a console can redraw lines in place, with colours: a terminal, neither <c>TERM=dumb</c> nor
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
