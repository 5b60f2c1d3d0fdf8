namespace Experiments.Cli.Tests.Terminal;

public sealed class ProbeSummaryTests
{
    private const string Compare = "init=xavier_normal,kaiming_normal,normal:std=1";

    // Thirty ReLU layers of width 256. In each layer, Xavier halves the variance (He et al. 2015), Kaiming keeps the variance, and a
    // standard deviation of 1 multiplies the variance by 256/2.
    [Fact]
    public void Verdicts_stand_side_by_side_before_the_tables()
    {
        var output = Cli.Run("probe", "configs/digits-deep.json", "--compare", Compare).Output;
        var rows = output.Split('\n').Take(8).ToList();
        Assert.Single(rows, row => Regex.IsMatch(row, @"^  xavier_normal +vanishing( \+1)? +features\.0 "));
        Assert.Single(rows, row => Regex.IsMatch(row, "^  kaiming_normal +healthy +– "));
        Assert.Single(rows, row => Regex.IsMatch(row, @"^  normal std=1 +exploding( \+\d)? +features\.0 "));
        Assert.DoesNotContain("predicted", string.Join('\n', rows), StringComparison.Ordinal);
        Assert.Contains("Var(z) predicted", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(140)]
    public void A_row_is_never_broken(int width)
    {
        var results = ProbeVariant.Parse($"{Compare},kaiming_normal:mode=fan_out:nonlinearity=leaky_relu").Select(variant =>
            Prober.Probe(ConfigReader.Read(Path.Combine(Cli.Root, "configs", "digits-deep.json"), [variant.Set]), variant.Label,
                new ProbeRequest { DataRoots = DataRoots.Default(null) })).ToList();
        var terminal = new FixedTerminal(width);
        ProbeSummary.Write(terminal.Console, results);
        Assert.All(terminal.Lines, line => Assert.InRange(line.Length, 0, width));
        Assert.Equal(results.Count, terminal.Lines.Count(line => line.Contains(" → ", StringComparison.Ordinal) && line.Contains('%')));
        Assert.Contains(terminal.Lines, line => line.Contains("kaiming_normal mode=fan_out nonlinearity=leaky_relu",
            StringComparison.Ordinal));
    }
}
