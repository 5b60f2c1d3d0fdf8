using Spectre.Console;

namespace Experiments.Cli.Tests.Terminal;

/// <summary>A terminal of a fixed width that records its text without colours.</summary>
internal sealed class FixedTerminal : IAnsiConsoleOutput
{
    private readonly StringBuilder _written = new();

    /// <param name="isTerminal">Whether the output is a terminal; false for a pipe or a file.</param>
    internal FixedTerminal(int width, bool isTerminal = true)
    {
        (Width, IsTerminal) = (width, isTerminal);
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No, Out = this });
        Console.Profile.Width = width;
    }

    internal IAnsiConsole Console { get; }

    /// <summary>The recorded text, without blanks at the ends of lines.</summary>
    internal string Text => string.Join('\n', _written.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));

    internal IEnumerable<string> Lines => Text.Split('\n');

    public TextWriter Writer => new StringWriter(_written);

    public bool IsTerminal { get; }

    public int Width { get; }

    public int Height => 40;

    public void SetEncoding(Encoding encoding)
    {
    }
}
