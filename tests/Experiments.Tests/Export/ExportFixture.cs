using Experiments.Export;
using Experiments.Tests.Data;
using Experiments.Tests.Data.Images;

namespace Experiments.Tests.Export;

/// <summary>Runs a config, exports it, and compares the rows of the run with those that the script prints.</summary>
public sealed class ExportFixture : IDisposable
{
    /// <summary>Number of updates of each compared run.</summary>
    public const int Steps = 200;

    private readonly TemporaryFolder _folder = new();
    private int _number;

    public ExportFixture()
    {
        Idx.WriteSet(_folder, "mnist");
        Idx.WriteSet(_folder, "fashion-mnist", ".gz", gzip: true);
        Idx.WriteSet(_folder, "kmnist");
        Cifar.WriteTen(_folder);
        Cifar.WriteHundred(_folder);
        var rows = string.Concat(Enumerable.Range(0, 90).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{(i % 11 == 3 ? "NA" : i * i % 17)};{(i % 3 == 0 ? "red" : "\"blue, dark\"")};{(i % 4 == 0 ? "1.0" : "1")};"
                + $"{1000 + (i * i * i % 977)},{i % 10};{(i % 2 == 0 ? "yes" : "no")};${(i * 37 % 101) + 1}\n")));
        const string Header = "x;colour;same;long;answer;price\n";
        _folder.Write("some.csv", Header + rows);
        var first = rows[..(rows[..400].LastIndexOf('\n') + 1)];
        _folder.Write("test.csv.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes("\uFEFF" + Header + first)));
        _folder.Write("plain.csv", "1,2,a\n3,4,b\n5,7,a\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{i},{i * 7 % 5},{(i * i % 3 == 0 ? 'a' : 'b')}\n"))));
    }

    public IReadOnlyList<string> Roots => [_folder.Path, .. DataRoots.Default(null)];

    /// <summary>Returns the config of a small network.</summary>
    /// <param name="data">The section <c>data</c>.</param>
    public static JsonObject Small(string data) => new()
    {
        ["name"] = "small",
        ["seed"] = 3,
        ["device"] = "cpu",
        ["data"] = JsonNode.Parse(data),
        ["model"] = new JsonObject { ["kind"] = "mlp", ["hidden"] = new JsonArray(16, 12, 12) },
        ["training"] = new JsonObject { ["steps"] = Steps, ["eval_every_steps"] = 10 },
    };

    public string File(string name) => _folder.File(name);

    public void Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    public ResolvedConfig Read(JsonObject config)
    {
        var path = _folder.Write($"config-{_number++}.json", config.ToJsonString());
        return ConfigReader.Read(path, []);
    }

    public RunSummary Run(ResolvedConfig resolved) => Runner.Run(resolved,
        new RunRequest { OutputRoot = File("runs"), DataRoots = Roots, CommandLine = "tests" }, new SilentObserver(),
        CancellationToken.None);

    public ExportedScript Export(ResolvedConfig resolved) => PyTorchExport.Of(ExportSource.Of(resolved), Roots);

    /// <summary>Returns the first difference between run and script; null if all rows are equal.</summary>
    public string? Difference(JsonObject config) => Compare(config).Difference;

    /// <summary>Returns how the run ended, and the first difference between run and script. A run that stops because it diverged must stop
    /// in the same place as the script.</summary>
    public (RunSummary Run, string? Difference) Compare(JsonObject config)
    {
        var resolved = Read(config);
        var summary = Run(resolved);
        if (summary.Status is not (RunStatus.Completed or RunStatus.Diverged))
            return (summary, $"the run has {summary.Status}: {summary.Error}");
        var rows = RunFolder.Open(summary.Folder).ReadMetrics();
        using var script = Export(resolved);
        var path = File($"script-{_number++}.py");
        System.IO.File.WriteAllText(path, script.Text);
        if (script.Weights is { } weights)
            Safetensors.Write(ExportedScript.WeightsPath(path), weights);
        var printed = PyTorch.Prints($"""
            __file__ = {JsonSerializer.Serialize(path)}
            try:
                exec(compile(open(__file__, encoding="utf-8").read(), __file__, "exec"))
            except SystemExit as end:
                print(end.code)
            """).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (resolved.Config.Training.OnNonFinite == "stop" && summary.NonFinite is { } found)
        {
            var place = found.Found == "evaluation" ? $"the {rows[^1]["split"]} loss after" : "the loss or a gradient of";
            var end = string.Create(CultureInfo.InvariantCulture, $"diverged: {place} step {found.Step} is not finite");
            if (printed[^1] != end)
                return (summary, $"the script ends with '{printed[^1]}' instead of '{end}', {path}");
            printed = printed[..^1];
        }
        for (var row = 0; row < Math.Min(rows.Count, printed.Length); row++)
        {
            if (Difference(rows[row], JsonNode.Parse(printed[row])!.AsObject()) is { } difference)
                return (summary, $"row {row}, {difference} ({printed[row]}), {path}");
        }
        return (summary, rows.Count == printed.Length ? null : $"the run has {rows.Count} rows, but the script prints {printed.Length}");
    }

    public void Dispose() => _folder.Dispose();

    private static string? Difference(JsonObject row, JsonObject printed)
    {
        foreach (var field in MetricsRow.WallClockFields)
            row.Remove(field);
        if (!row.Select(member => member.Key).SequenceEqual(printed.Select(member => member.Key)))
            return $"fields {string.Join(", ", row.Select(field => field.Key))} and "
                + string.Join(", ", printed.Select(field => field.Key));
        return row.Where(member => member.Key == "split"
                ? (string)member.Value! != (string)printed[member.Key]!
                : !JsonText.ReadNumber(member.Value!).Equals(JsonText.ReadNumber(printed[member.Key]!)))
            .Select(member => $"{member.Key}: {member.Value} and {printed[member.Key]}").FirstOrDefault();
    }
}
