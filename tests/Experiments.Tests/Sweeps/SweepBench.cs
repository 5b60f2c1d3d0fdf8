namespace Experiments.Tests.Sweeps;

/// <summary>Provides a temporary folder with a base config and sweep files that use it.</summary>
public sealed class SweepBench : IDisposable
{
    public const string Base = """
        {
          "name": "toy",
          "data": { "kind": "digits", "batch_size": 64, "limit": 128 },
          "model": { "kind": "softmax_regression" },
          "optimizer": { "kind": "sgd", "lr": 0.1 },
          "training": { "steps": 4, "eval_every_steps": 2 }
        }
        """;

    public SweepBench() => File.WriteAllText(Path.Combine(Root, "base.json"), Base);

    public string Root { get; } = Directory.CreateTempSubdirectory("experiments-sweep-").FullName;

    /// <summary>Reads a sweep over the base config with these additional keys.</summary>
    public SweepFile Read(string keys, string file = "sweep.json")
    {
        var path = Path.Combine(Root, file);
        File.WriteAllText(path, keys.TrimStart().StartsWith('{') ? keys : $"{{ \"base\": \"base.json\", {keys} }}");
        return SweepReader.Read(path);
    }

    public SweepPlan Plan(string keys) => SweepPlanner.Plan(Read(keys), DataRoots.Default(null), new SweepMachine(IsCluster: false));

    /// <summary>Returns the error messages for a wrong sweep, without the folder's name.</summary>
    public IReadOnlyList<string> MistakesOf(string keys) =>
        [.. Assert.Throws<InputException>(() => Plan(keys)).Mistakes.Select(
            mistake => mistake.Replace(Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
