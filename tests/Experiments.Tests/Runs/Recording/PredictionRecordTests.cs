namespace Experiments.Tests.Runs.Recording;

public sealed class PredictionRecordTests : IDisposable
{
    private const string Ames = """
        {
          "name": "prices",
          "data": { "kind": "ames", "batch_size": 64 },
          "model": { "kind": "mlp", "hidden": [8], "activation": { "kind": "relu" } },
          "init": { "weight": "kaiming_normal", "bias": { "scheme": "zeros" } },
          "optimizer": { "kind": "adamw", "lr": 0.01 },
          "training": { "steps": 60 }
        }
        """;

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    // The loss of this data set is the mean squared error of the logarithm of the price, which the rows must give again.
    [Fact]
    public void The_rows_give_the_recorded_error_of_the_test_split()
    {
        var summary = _runs.Run(Ames, "precision=\"float64\"");

        var rows = Rows(summary);
        Assert.Equal(summary.Examples["test"], rows.Count);
        Assert.All(rows, row => Assert.Equal("test", row[0]));
        var errors = rows.Select(row => Math.Log(Number(row[2])) - Math.Log(Number(row[1])));
        Assert.Equal(summary.Final("test").Single(metric => metric.Name == "rmse").Value, Math.Sqrt(errors.Average(error => error * error)),
            9);
        // Prices in dollars.
        Assert.All(rows, row => Assert.InRange(Number(row[1]), 10_000, 1_000_000));
    }

    [Fact]
    public void A_classification_has_no_such_file()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=2");

        Assert.False(File.Exists(Path.Combine(summary.Folder, "predictions.csv")));
    }

    private static List<string[]> Rows(RunSummary summary)
    {
        var lines = File.ReadAllLines(Path.Combine(summary.Folder, "predictions.csv"));
        Assert.Equal("split,target,prediction", lines[0]);
        return [.. lines.Skip(1).Select(line => line.Split(','))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
