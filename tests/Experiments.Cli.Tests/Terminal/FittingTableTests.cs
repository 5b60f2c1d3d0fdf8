using Spectre.Console;

namespace Experiments.Cli.Tests.Terminal;

public sealed class FittingTableTests
{
    [Fact]
    public void A_table_that_fits_has_one_line_per_row()
    {
        var terminal = new FixedTerminal(43);
        Table("features.0.weight").Write(terminal.Console);
        Assert.Contains("  features.0.weight   linear       16,384", terminal.Lines);
    }

    [Fact]
    public void A_long_label_goes_above_its_numbers()
    {
        var terminal = new FixedTerminal(40);
        Table("features.stage1.0.branch.weight").Write(terminal.Console);
        Assert.Equal(
            """

             name                kind    parameters
            ───────────────────────────────────────
             features.stage1.0.branch.weight
                                 linear      16,384
             bias                b             [64]

            """.ReplaceLineEndings("\n") + "\n", terminal.Text);
    }

    [Fact]
    public void Columns_that_do_not_fit_follow_as_another_table_with_the_same_labels()
    {
        var terminal = new FixedTerminal(26);
        Table("weight").Write(terminal.Console);
        Assert.Equal(
            """

             name    kind
            ───────────────
             weight  linear
             bias    b


             name    parameters
            ───────────────────
             weight      16,384
             bias          [64]

            """.ReplaceLineEndings("\n") + "\n", terminal.Text);
    }

    [Fact]
    public void A_pipe_gets_each_row_in_one_line_however_long()
    {
        var pipe = new FixedTerminal(30, isTerminal: false);
        Table("features.stage1.0.branch.conv1.weight").Write(pipe.Console);
        Assert.Contains("  features.stage1.0.branch.conv1.weight   linear       16,384", pipe.Lines);
        Assert.Equal(30, pipe.Console.Profile.Width);
    }

    private static FittingTable Table(string label)
    {
        var table = new FittingTable("name").Column("kind", Justify.Left).Column("parameters");
        table.Row(label, "linear", "16,384");
        table.Row("[bold]bias[/]", "b", "[[64]]");
        return table;
    }
}
