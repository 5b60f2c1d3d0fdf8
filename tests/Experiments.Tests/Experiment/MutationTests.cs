using Xunit.Abstractions;

namespace Experiments.Tests.Experiment;

/// <summary>Reads thousands of configs with one mistake each. The reader must reject each config with a sentence that names the mistake,
/// and must throw no other exception.</summary>
[Trait("Category", "Slow")]
public sealed class MutationTests(ITestOutputHelper output) : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_mutation_of_every_kind_of_config_is_refused_by_name()
    {
        var mutator = new Mutator(ExperimentCatalog.Instance, new Random(20260101));
        var failures = new List<string>();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var mutation in ProductSamples.Configs().SelectMany(mutator.Mutations))
        {
            counts[mutation.Kind] = counts.GetValueOrDefault(mutation.Kind) + 1;
            if (Flaw(mutation) is { } flaw)
                failures.Add($"{mutation.Kind}, {mutation.Named}: {flaw}\n  {Encoding.UTF8.GetString(mutation.Text)}");
        }

        output.WriteLine($"{counts.Values.Sum()} mutated configs: "
            + $"{string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))}.");
        Assert.True(failures.Count == 0, $"{failures.Count} of {counts.Values.Sum()}:\n{string.Join('\n', failures.Take(10))}");
        Assert.True(counts.Values.Sum() > 3000, "Too few mutations for a meaningful test.");
    }

    [Fact]
    public void Any_byte_changed_anywhere_is_either_harmless_or_refused_in_words()
    {
        var random = new Random(20260104);
        var configs = ProductSamples.Configs().Select(config => Encoding.UTF8.GetBytes(config.ToJsonString())).ToList();
        var refusals = 0;
        for (var i = 0; i < 3000; i++)
        {
            var text = configs[i % configs.Count].ToArray();
            text[random.Next(text.Length)] = (byte)random.Next(256);
            refusals += Refusals(() => ConfigReader.Read(_folder.Write("changed.json", text), []));
        }
        output.WriteLine($"{refusals} of 3000 refused.");
        Assert.InRange(refusals, 2000, 2999);
    }

    [Fact]
    public void Any_argument_of_set_is_either_taken_or_refused_in_words()
    {
        var random = new Random(20260105);
        var path = _folder.Write("config.json", ProductSamples.Configs().First().ToJsonString());
        string[] pieces = ["optimizer", "lr", "init", "rules", "0", "9", "-1", "weight", "scheme", "kind", "data", ".", ".", ".", "=", "=",
            "null", "[", "]", "{", "}", "\"", ",", ":", "1e9", "zeros", " ", "é", "\0", "\ud800", "\n", "Serilog"];
        string[] keys = ["optimizer.lr=", "optimizer.kind=", "init.rules.0.weight=", "init.rules.0.", "seed=", "data.batch_size=",
            "training.clip_grad_norm=", "Serilog.x="];
        var refusals = 0;
        for (var i = 0; i < 3000; i++)
        {
            var noise = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            var argument = i % 2 == 0 ? noise : keys[random.Next(keys.Length)] + noise;
            refusals += Refusals(() => ConfigReader.Read(path, [argument]));
        }
        output.WriteLine($"{refusals} of 3000 refused.");
        Assert.InRange(refusals, 2000, 2999);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Files_that_extend_one_another_in_a_circle_of_any_length_are_refused(int length)
    {
        for (var i = 0; i < length; i++)
            _folder.Write($"{i}.json", $$"""{"extends": "{{(i + 1) % length}}.json"}""");

        var refused = Assert.Throws<InputException>(() => ConfigReader.Read(_folder.PathOf("0.json"), []));

        Assert.Contains(refused.Mistakes, mistake => mistake.Contains("extends forms a cycle: 0.json", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mutation_that_is_none_would_be_noticed()
    {
        var valid = new Mutation("none", "data", Encoding.UTF8.GetBytes(ProductSamples.Configs().First().ToJsonString()), false);
        var misnamed = new Mutation("wrong type", "optimizer.lr", """{"data": 3}"""u8.ToArray(), false);

        Assert.Equal("it was accepted", Flaw(valid));
        Assert.StartsWith("no sentence names it", Flaw(misnamed), StringComparison.Ordinal);
    }

    // Returns 1 if the config is rejected; an exception other than InputException fails the test.
    private static int Refusals(Action read)
    {
        try
        {
            read();
            return 0;
        }
        catch (InputException refused)
        {
            Assert.All(refused.Mistakes, mistake => Assert.DoesNotContain(mistake, char.IsControl));
            return 1;
        }
    }

    private string? Flaw(Mutation mutation)
    {
        try
        {
            ConfigReader.Read(_folder.Write("mutated.json", mutation.Text), []);
            return "it was accepted";
        }
        catch (InputException refused)
        {
            var named = refused.Mistakes.Any(mistake => mistake.Contains(mutation.Named, StringComparison.Ordinal));
            var placed = refused.Mistakes.All(
                mistake => mistake.StartsWith(_folder.PathOf("mutated.json"), StringComparison.Ordinal) || mistake.StartsWith('…'));
            return named && placed ? null : $"no sentence names it and its place: {refused.Message}";
        }
        catch (Exception other) when (other is not OutOfMemoryException)
        {
            return $"{other.GetType().Name}: {other.Message}";
        }
    }
}
