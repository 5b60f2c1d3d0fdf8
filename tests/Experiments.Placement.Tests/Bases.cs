using Experiments.Tests.Data;
using Experiments.Tests.Data.Images;
using Experiments.Tests.Runs;

namespace Experiments.Placement.Tests;

/// <summary>
/// Small experiments on which every row of the registries can be tested: on images with classes, and on a table with a numeric target.
/// </summary>
public sealed class Bases : IDisposable
{
    private const string Training = """
        "optimizer": { "kind": "sgd", "lr": 0.01, "momentum": 0.9 },
        "training": { "steps": 5, "eval_every_steps": 2, "eval_train": true },
        "diagnostics": { "every_steps": 2, "probe_size": 6 }
        """;

    private static readonly string s_digits = $$"""
        { "name": "digits", "data": { "kind": "digits", "limit": 40, "batch_size": 6, "validation": 8, "test": 8 },
          "model": { "kind": "mlp", "hidden": [6, 6] }, {{Training}} }
        """;

    private static readonly string s_prices = $$"""
        { "name": "prices", "data": { "kind": "ames", "limit": 40, "batch_size": 6, "validation": 8, "test": 8 },
          "model": { "kind": "mlp", "hidden": [6, 6] }, {{Training}} }
        """;

    private static readonly string s_plainPrices = $$"""
        { "name": "plain", "data": { "kind": "ames", "limit": 40, "batch_size": 6, "validation": 8, "test": 8, "log_target": false },
          "model": { "kind": "mlp", "hidden": [6, 6] }, {{Training}} }
        """;

    private readonly RunFixture _runs = new();
    private readonly TemporaryFolder _data = new();

    public Bases()
    {
        Idx.WriteSet(_data, "mnist");
        Idx.WriteSet(_data, "fashion-mnist");
        Idx.WriteSet(_data, "kmnist");
        Cifar.WriteTen(_data);
        Cifar.WriteHundred(_data);
        Table = _data.Write("table.csv",
            "x,colour,y\n" + string.Concat(
                Enumerable.Range(0, 60).Select(i => $"{i * i % 17},{(i % 3 == 0 ? "red" : "blue")},{(i % 2 == 0 ? "yes" : "no")}\n")));
    }

    /// <summary>The base experiments. The first experiment fits most rows.</summary>
    public IReadOnlyList<string> All { get; } = [s_digits, s_prices, s_plainPrices];

    /// <summary>A CSV file with classes in its column y.</summary>
    public string Table { get; }

    /// <summary>Initial weights of the first base experiment, a safetensors file.</summary>
    public string Weights =>
        Path.Combine(Runner.Run(Read(s_digits, "device=\"cpu\""), Request, new SilentObserver(), CancellationToken.None).Folder,
            "checkpoints", "initial.safetensors");

    /// <summary>Folders for runs and data.</summary>
    public RunRequest Request => _runs.Request with { DataRoots = [_data.Path, .. DataRoots.Default(null)] };

    public ResolvedConfig Read(string json, params string[] sets) => _runs.Read(json, sets);

    /// <summary>Returns the first base experiment on a device.</summary>
    public ResolvedConfig Digits(string device, params string[] sets) => Read(s_digits, [.. sets, $"device=\"{device}\""]);

    /// <summary>Returns the first base experiment on a device, with the table as data.</summary>
    public ResolvedConfig OfTable(string device, string target, params string[] sets) =>
        Digits(device, [$$"""data={"kind":"csv","path":{{JsonSerializer.Serialize(Table)}},"target":"{{target}}","batch_size":6}""",
            .. sets]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _runs.Dispose();
        _data.Dispose();
    }
}
