namespace Experiments.Tests.Runs;

/// <summary>Provides a temporary folder with configs of small digits runs, and runs them.</summary>
public sealed class RunFixture : IDisposable
{
    public const string DigitsMlp = """
        {
          "name": "digits",
          "data": { "kind": "digits", "batch_size": 64 },
          "model": { "kind": "mlp", "hidden": [16], "activation": { "kind": "relu" } },
          "init": { "weight": { "scheme": "kaiming_normal", "nonlinearity": "relu" }, "bias": { "scheme": "zeros" } },
          "optimizer": { "kind": "sgd", "lr": 0.1 },
          "training": { "steps": 40, "eval_every_steps": 20 }
        }
        """;

    public RunFixture() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(),
        "experiments-" + Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture));

    public ResolvedConfig Read(string json, params string[] sets)
    {
        var path = Path.Combine(Root, "config.json");
        File.WriteAllText(path, json);
        return ConfigReader.Read(path, sets);
    }

    public RunRequest Request =>
        new() { OutputRoot = Path.Combine(Root, "runs"), DataRoots = DataRoots.Default(null), CommandLine = "tests" };

    public RunSummary Run(string json, params string[] sets) =>
        Runner.Run(Read(json, sets), Request, new SilentObserver(), CancellationToken.None);

    public static IReadOnlyList<JsonObject> Metrics(RunSummary summary) => RunFolder.Open(summary.Folder).ReadMetrics();

    /// <summary>Returns rows as text, without the fields that depend on the clock.</summary>
    public static IReadOnlyList<string> Results(IEnumerable<JsonObject> rows) => [.. rows.Select(row =>
    {
        foreach (var field in MetricsRow.WallClockFields)
            Assert.True(row.Remove(field), $"a row lacks {field}");
        return row.ToJsonString();
    })];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
