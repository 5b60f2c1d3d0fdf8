using Experiments.Cli.Commands;
using Experiments.Tests.Reports;
using Spectre.Console;

namespace Experiments.Cli.Tests.Terminal;

public sealed class ComparisonTableTests : IDisposable
{
    private const string LongPolicy = "normal with a standard deviation of 0.01 and a mean of zero, cut at two";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(80, "")]
    [InlineData(80, "de-DE")]
    [InlineData(80, "fr-FR")]
    [InlineData(100, "")]
    [InlineData(140, "")]
    public void No_row_is_wrapped_and_a_long_label_is_complete(int width, string culture) => InCulture.Do(culture, () =>
    {
        var terminal = new FixedTerminal(width);
        CompareCommand.Write(terminal.Console, Compared());
        var lines = terminal.Lines.ToList();
        Assert.All(lines, line => Assert.InRange(line.GetCellWidth(), 0, width));
        Assert.Contains(lines, line => line.Contains($" {LongPolicy}", StringComparison.Ordinal));
        // Six seeds of each policy. Numbers never have a decimal comma.
        var groups = lines.TakeWhile(line => !Regex.IsMatch(line, "^ +pair "));
        Assert.Equal(3, groups.Count(line => Regex.IsMatch(line, @"^ .*\s6  .*0\.\d+")));
        Assert.DoesNotContain(lines, line => Regex.IsMatch(line, @"\d,\d{1,2}(\D|$)"));
    });

    [Fact]
    public void A_note_names_the_place_of_hidden_columns()
    {
        var (narrow, wide) = (new FixedTerminal(80), new FixedTerminal(140));
        CompareCommand.Write(narrow.Console, Compared());
        CompareCommand.Write(wide.Console, Compared());
        Assert.DoesNotContain("effect g", narrow.Text, StringComparison.Ordinal);
        Assert.Contains("(compare … | cat)", narrow.Text.Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("effect g", wide.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("| cat", wide.Text, StringComparison.Ordinal);
    }

    private ComparedRuns Compared()
    {
        var sweep = new GeneratedRuns { Policies = ["xavier", "kaiming_normal", LongPolicy] }.Write(_folder.Path);
        return ComparedRuns.Of(ComparisonPlan.Of([sweep], by: null, [], alpha: null), mixes: true);
    }
}
