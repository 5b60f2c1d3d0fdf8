namespace Experiments.Tests.Runs;

/// <summary>Base class of tests that train on tables of invented house prices and then use the trained runs.</summary>
public abstract class TrainedRunBench : IDisposable
{
    protected const string Prices = """
        {
          "name": "prices",
          "data": { "kind": "csv", "path": "PATH", "target": "price", "ignore": ["Id"], "log_target": true, "test": 0.3, "validation": 0.2, "batch_size": 8 },
          "model": { "kind": "mlp", "hidden": [8], "activation": { "kind": "tanh" } },
          "optimizer": { "kind": "adam", "lr": 0.02 },
          "training": { "steps": 60, "eval_every_steps": 20 }
        }
        """;

    private protected RunFixture Runs { get; } = new();

    public void Dispose()
    {
        Runs.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static IReadOnlyList<Metric> Evaluate(RunSummary summary, string? weights, string split, params string[] sets)
    {
        var run = TrainedRun.Open(summary.Folder, sets, weights);
        using var data = run.Load(run.Context(DataRoots.Default(null)));
        return run.Evaluate(data, split).Metrics;
    }

    protected static string[] Predict(RunSummary summary, string file, string? id)
    {
        var run = TrainedRun.Open(summary.Folder, [], null);
        using var rows = run.ReadNew(file, id, run.Context(DataRoots.Default(null)));
        using var model = run.Build(rows.Description);
        return CsvText.Of(PredictionTable.Rows(model, rows, ((CsvOptions)run.Config.Data).Target, batchSize: 7)).TrimEnd('\n').Split('\n');
    }

    protected static string TestPath(string file) => $"data.test_path={JsonSerializer.Serialize(file)}";

    protected string WritePrices(string name, int count, int from = 0) =>
        Write(name, "Id,area,rooms,town,price\n" + string.Concat(Enumerable.Range(from, count).Select(i =>
            string.Create(CultureInfo.InvariantCulture,
                $"{i},{40 + i * 7 % 90},{(i % 11 == 4 ? "NA" : 1 + i % 5)},{(i % 3 == 0 ? "north" : "south")},"
                    + $"{1000 * (40 + i * 7 % 90) + 20000 * (i % 3)}\n"))));

    protected string Write(string name, string text)
    {
        var path = Path.Combine(Runs.Root, name);
        File.WriteAllText(path, text);
        return path;
    }
}
