namespace Experiments.Cli.Tests.Terminal;

public sealed class SweepBoardTextTests
{
    private const string LongLabel = "normal with a small standard deviation of 0.001";

    private static readonly CellRecord[] s_cells = [.. new[] { "xavier", LongLabel }.SelectMany(policy =>
        Enumerable.Range(0, 3).Select(seed => Cell(policy, seed)))];

    // 0.9805 and 0.9605 have the mean 0.9705; a diverged run has no value and is counted separately. Three epochs take 120 of the 1,200
    // updates, so there are 30 epochs, and the fourth is running.
    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    public void At_80_columns_it_has_the_workers_numbers_and_the_means_so_far(string culture) => InCulture.Do(culture, () => Assert.Equal(
        """
        ━━━━━─────────────── 3 of 6 done · 1 diverged · 2 running · 3:52 left
        running                                         epoch  train loss  val accuracy
        policy=xavier, seed 2                            4/30      0.0784        0.9722
        policy=normal with a …tion of 0.001, seed 1      4/30         NaN        0.9056
        policy=normal with a …tion of 0.001, seed 2  starting           –             –

        policy                   done  diverged  failed  mean test.accuracy (completed)
        xavier                 2 of 3         0       0                          0.9705
        normal wit…n of 0.001  1 of 3         1       0                               –
        """.ReplaceLineEndings("\n"), string.Join('\n', Board(79, 39))));

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(140)]
    public void No_line_is_longer_than_the_terminal_is_wide(int width) =>
        Assert.All(Board(width - 1, 39), line => Assert.InRange(line.Length, 0, width - 1));

    [Fact]
    public void A_low_terminal_shows_the_number_of_hidden_lines()
    {
        var board = Board(79, 8);
        Assert.InRange(board.Count, 1, 8);
        Assert.Contains("… and 2 more running", board);
        Assert.Contains(board, line => line.StartsWith("xavier", StringComparison.Ordinal));
    }

    private static List<string> Board(int width, int height)
    {
        var means = new RunningMeans("policy", "test.accuracy", s_cells, cell => Summary(cell, cell.Seed == 0 ? 0.9805 : 0.9605));
        means.Add(s_cells[0], CellStatus.Completed);
        means.Add(s_cells[1], CellStatus.Completed);
        means.Add(s_cells[2], CellStatus.Interrupted);
        means.Add(s_cells[3], CellStatus.Diverged);
        return [.. SweepBoardText.Lines("3 of 6 done · 1 diverged · 2 running · 3:52 left", 0.25,
        [
            (s_cells[2], Report(0.0784, 0.9722)),
            (s_cells[4], Report(double.NaN, 0.9056)),
            (s_cells[5], new CellReport(0)),
        ], means, width, height)];
    }

    private static CellReport Report(double loss, double accuracy) => new(120)
    {
        Epoch = 3,
        Loss = loss,
        Split = "validation",
        Metric = new Metric("accuracy", accuracy),
    };

    private static RunSummary Summary(CellRecord cell, double accuracy) => new()
    {
        Status = RunStatus.Completed,
        Folder = "runs/r",
        Name = cell.Name,
        Identity = cell.Identity,
        Seed = cell.Seed,
        Progress = new TrainingProgress
        {
            Latest = new Dictionary<string, IReadOnlyList<Metric>> { ["test"] = [new Metric("loss", 1), new Metric("accuracy", accuracy)] },
        },
    };

    private static CellRecord Cell(string policy, int seed) => new(seed, "toy", new string(policy == "xavier" ? '0' : '1', 64), seed, 1,
        "cpu", 1200, new Dictionary<string, string> { ["policy"] = policy });
}
