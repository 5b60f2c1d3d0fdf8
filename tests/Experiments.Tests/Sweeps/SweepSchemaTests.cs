
namespace Experiments.Tests.Sweeps;

public sealed class SweepSchemaTests : IDisposable
{
    private static readonly SchemaValidator s_validator = new(SweepSchema.Generate(Language.English));

    private readonly SweepBench _bench = new();

    public static TheoryData<string> Sweeps =>
        [.. Directory.GetFiles(Repository.PathOf("experiments"), "sweep.json", SearchOption.AllDirectories)];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void Every_sweep_that_ships_is_an_instance_and_names_the_schema(string path)
    {
        var sweep = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.True(s_validator.Accepts(sweep));
        Assert.Equal(Repository.PathOf("experiments", "sweep.schema.json"),
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, (string)sweep["$schema"]!)));
    }

    [Theory]
    [InlineData(""" "axes": [{ "seeds": 3 }] """)]
    [InlineData(""" "axes": [{ "seeds": [7, 3] }] """)]
    [InlineData(""" "axes": [{ "seeds": 3 }], "stack": "auto" """)]
    [InlineData(""" "axes": [{ "seeds": 3 }], "stack": 8 """)]
    [InlineData(""" "axes": [{ "seeds": { "from": 5, "count": 3 } }], "name": "study", "set": { "training.steps": 8, "optimizer": """
        + """{ "momentum": 0.9 } } """)]
    [InlineData(""" "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }], "exclude": [{ "optimizer.lr": [0.1] }] """)]
    [InlineData(""" "axes": [{ "name": "p", "patches": { "a": { "init": { "weight": { "scheme": "normal", "std": 0.1 } } }, "b": """
        + """{ "init.weight": "zeros" }, "c": { "init.weight.scheme": "zeros" } } }] """)]
    [InlineData(""" "axes": [{ "zip": [{ "key": "optimizer.lr", "values": [1, 2] }, """
        + """{ "key": "data.batch_size", "name": "batch", "values": [1, 2] }] }] """)]
    [InlineData(""" "axes": [{ "key": "optimizer.lr", "log_uniform": [0.1, 1] }, { "key": "training.steps", "integers": [1, 9] """
        + """}], "random": { "count": 2, "seed": 4 } """)]
    [InlineData(""" "axes": [{ "seeds": 2 }], "compare": { "by": null, "metrics": ["best.test.loss"], "alpha": 0.01, "targets": """
        + """[{ "metric": "test.loss", "value": 1 }] }, "slurm": { "gpus": 0, "lines": ["-x a"] } """)]
    public void Files_that_the_reader_accepts_are_instances(string keys)
    {
        _bench.Read(keys);
        Assert.True(Accepts(keys));
    }

    [Theory]
    [InlineData(""" "axis": [] """)]
    [InlineData(""" "axes": {} """)]
    [InlineData(""" "axes": [{ "seeds": 0 }] """)]
    [InlineData(""" "axes": [{ "seeds": 2, "name": "s" }] """)]
    [InlineData(""" "axes": [{ "key": "seed", "values": [1] }] """)]
    [InlineData(""" "axes": [{ "key": "optimizer.lr", "values": [] }] """)]
    [InlineData(""" "axes": [{ "patches": { "a": {} } }] """)]
    [InlineData(""" "axes": [{ "name": "p", "patches": { "a": { "initt": {} } } }] """)]
    [InlineData(""" "axes": [{ "name": "p", "patches": { "a": { "init": { "weight": { "scheme": "normall" } } } } }] """)]
    [InlineData(""" "axes": [{ "key": "optimizer.lr", "uniform": [0] }], "random": { "count": 2 } """)]
    [InlineData(""" "axes": [{ "seeds": 2 }], "random": {} """)]
    [InlineData(""" "axes": [{ "seeds": 2 }], "compare": { "alpha": 0 } """)]
    [InlineData(""" "axes": [{ "seeds": 2 }], "slurm": { "cpu": 3 } """)]
    [InlineData(""" "axes": [{ "seeds": 2 }], "slurm": { "lines": ["account"] } """)]
    [InlineData(""" "axes": [{ "seeds": 2 }], "name": "a/b" """)]
    [InlineData(""" "axes": [{ "seeds": 2 }], "stack": 1 """)]
    [InlineData(""" "axes": [{ "seeds": 2 }], "stack": "8" """)]
    public void Files_that_break_the_schema_are_no_instances(string keys)
    {
        Assert.NotEmpty(_bench.MistakesOf(keys));
        Assert.False(Accepts(keys));
    }

    [Fact]
    public void The_schema_exists_in_Chinese() => Assert.Contains("每个任务的内存", SweepSchema.Text(Language.Chinese), StringComparison.Ordinal);

    private static bool Accepts(string keys) => s_validator.Accepts(JsonNode.Parse($"{{ \"base\": \"base.json\", {keys} }}"));
}
