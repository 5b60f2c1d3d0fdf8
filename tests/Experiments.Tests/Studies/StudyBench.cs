namespace Experiments.Tests.Studies;

/// <summary>Provides a temporary study folder with one config, and results that a probe could have written.</summary>
public sealed class StudyBench : IDisposable
{
    /// <summary>Keys of a valid study, without the claims.</summary>
    public const string Head = """
        "order": 1, "title": { "en": "Toy", "zh-CN": "玩具" }, "lesson": { "en": "A lesson.", "zh-CN": "一句话。" },
        "figure": "signal/variance.svg", "probes": [{ "name": "signal", "configs": ["toy.json"], "quick": { "seeds": 3 } }]
        """;

    /// <summary>A valid claim.</summary>
    public const string Claim = """
        { "id": "halves", "source": "Algebra", "statement": { "en": "Halves.", "zh-CN": "减半。" },
          "values": [{ "name": "last", "path": "signal/toy/-1/pre_activation_var" },
                     { "name": "first", "path": "signal/toy/1/pre_activation_var" }],
          "quantity": "last/first", "expected": 0.5, "tolerance": "1/10", "origin": { "en": "Chosen.", "zh-CN": "选定。" },
          "neighbour": 1 }
        """;

    public StudyBench()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "toy.json"), """
            { "name": "toy", "data": { "kind": "synthetic", "features": 8 }, "model": { "kind": "mlp", "hidden": [8, 8] } }
            """);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("experiments-study-").FullName;

    public string Folder => Path.Combine(Root, "toy");

    public static string Study(string claims) => $"{{ {Head}, \"claims\": [{claims}] }}";

    public StudyDefinition Read(string study)
    {
        File.WriteAllText(Path.Combine(Folder, "claim.json"), study);
        return StudyFileReader.Read(Folder);
    }

    /// <summary>Returns the error messages for a wrong study, without the folder's name.</summary>
    public IReadOnlyList<string> MistakesOf(string study) =>
        [.. Assert.Throws<InputException>(() => Read(study)).Mistakes.Select(
            mistake => mistake.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];

    /// <summary>Stores results of a two-layer network: for each seed, the variance of each layer.</summary>
    public StudyResults Store(StudyDefinition study, params (double First, double Last)[] seeds)
    {
        var results = StudyResults.Of(Path.Combine(Root, "results"), study, StudyMode.Quick);
        results.Begin(study, isAnew: true);
        Directory.CreateDirectory(Path.Combine(results.Path, "signal"));
        File.WriteAllLines(Path.Combine(results.Path, "signal", "signal.jsonl"), seeds.SelectMany((seed, number) => new[]
        {
            Row(number, 1, seed.Last), Row(number, 0, seed.First),
        }));
        results.Complete(study);
        return results;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Row(int seed, int depth, double variance) => JsonText.Line(new JsonObject
    {
        ["label"] = "toy",
        ["seed"] = seed,
        ["depth"] = depth,
        ["pre_activation_var"] = variance,
        ["predicted"] = new JsonObject { ["pre_activation_var"] = new JsonObject { ["value"] = 2 * variance } },
    });
}
