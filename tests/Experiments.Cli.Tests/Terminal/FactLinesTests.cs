namespace Experiments.Cli.Tests.Terminal;

public sealed class FactLinesTests
{
    private const string Path = "/home/somebody/projects/experiments/artifacts/native/libtorch/system/libLibTorchSharp.so";

    [Fact]
    public void A_long_sentence_is_wrapped_between_words_and_a_long_path_gets_its_own_line()
    {
        var terminal = new FixedTerminal(60);
        FactLines.Write(terminal.Console, [("oneDNN", "on"),
            ("threads", "libtorch's default is 1; a run uses the number in its config"),
            ("library", "/usr/lib/[system]/libLibTorchSharp.so.1.13.0")]);
        Assert.Equal(
            """
            oneDNN            on
            threads           libtorch's default is 1; a run uses the
                              number in its config
            library
                /usr/lib/[system]/libLibTorchSharp.so.1.13.0

            """.ReplaceLineEndings("\n"), terminal.Text);
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(80, false)]
    public void A_path_is_never_broken_so_that_it_can_be_copied(int width, bool isTerminal)
    {
        var terminal = new FixedTerminal(width, isTerminal);
        FactLines.Write(terminal.Console, [("library", Path)]);
        Assert.Contains(terminal.Lines, line => line.EndsWith(Path, StringComparison.Ordinal));
        Assert.Equal(width, terminal.Console.Profile.Width);
    }
}
