namespace Experiments.Cli.Tests.Terminal;

public sealed class LayerTableTests
{
    // Thirty linear layers; the 28 from features.2 to features.56 are equal: 64·256 + 28·256² + 256·10 weights.
    private const string Deep = """

         name              kind    shape    parameters  fan_in  fan_out  scheme     std
        ───────────────────────────────────────────────────────────────────────────────
         features.0.weight
                           linear  256×64       16,384      64      256       1  0.1768
         features.2 … 56, 28 times
           weight          linear  256×256      65,536     256      256       1  0.0884
         classifier.0.weight
                           linear  10×256        2,560     256       10       1  0.0884

        scheme 1: kaiming_normal(a=0, mode=fan_in, nonlinearity=relu)
        Equal layers are shown once. For all rows, use a pipe ('check … | cat').

        """;

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    public void Equal_layers_are_shown_once_and_nothing_wraps_at_80_columns(string culture) => InCulture.Do(culture, () =>
        Assert.Equal(Deep.ReplaceLineEndings("\n"), Written("digits-deep", 80).Text));

    [Fact]
    public void A_pipe_gets_a_row_for_every_parameter()
    {
        var lines = Written("digits-deep", 200, isTerminal: false).Lines.ToList();
        Assert.Equal(30, lines.Count(line => line.Contains(".weight", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains("times", StringComparison.Ordinal));
    }

    // Three stages of nine blocks of seven layers. The first block of stages two and three has another shape.
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(140)]
    public void Equal_blocks_of_several_layers_are_shown_once(int width)
    {
        var lines = Written("digits-resnet", width).Lines.ToList();
        Assert.Equal([" features.stage1.0 … 8, 9 times", " features.stage2.1 … 8, 8 times", " features.stage3.1 … 8, 8 times"],
            lines.Where(line => line.Contains("times", StringComparison.Ordinal)).Select(line => line.Replace("  features", " features")));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        // In a pipe, each of the 205 parameters has a row.
        Assert.InRange(lines.Count, 40, 100);
    }

    private static FixedTerminal Written(string config, int width, bool isTerminal = true)
    {
        var terminal = new FixedTerminal(width, isTerminal);
        var resolved = ConfigReader.Read(Path.Combine(Cli.Root, "configs", $"{config}.json"), []);
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var prepared = Preparation.Of(resolved, DataRoots.Default(null), TorchSharp.torch.CPU);
        var parts = prepared.Build();
        using var model = parts.Model;
        LayerTable.Write(terminal.Console, parts.Init);
        return terminal;
    }
}
