using Experiments.Export;
using Xunit.Abstractions;

namespace Experiments.Tests.Export;

/// <summary>Compares every row that a run writes with the rows that the exported script prints in PyTorch.</summary>
public sealed class PyTorchExportTests(ITestOutputHelper output) : IDisposable
{
    private readonly ExportFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [SkippableFact]
    public void Every_pair_of_model_optimizer_schedule_and_feature_prints_the_rows_of_its_run() =>
        AssertSame(new ExportCases(_fixture).Pairwise());

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void Every_form_of_every_row_prints_the_rows_of_its_run() => AssertSame(new ExportCases(_fixture).Whole());

    [Fact]
    public void The_pairwise_selection_has_every_row_of_every_registry()
    {
        var texts = new ExportCases(_fixture).Pairwise().Select(pair => pair.Config.ToJsonString()).ToList();
        foreach (var registry in Registries.All)
        {
            var missing = registry.Rows.Select(row => row.Name)
                .Where(name => !texts.Exists(text => text.Contains($"\"{registry.Discriminator}\":\"{name}\"", StringComparison.Ordinal)));
            Assert.Empty(missing.Select(name => $"{registry.Noun} {name}"));
        }
        var metrics = MetricRegistry.All.Select(metric => metric.Name).Where(name => name != "loss").ToList();
        Assert.All(metrics, name => Assert.Contains(texts, text => text.Contains($"\"metrics\":[\"{name}\"]", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_pairwise_selection_has_every_pair()
    {
        var rows = Pairs.Cover([3, 2, 4]);
        Assert.Equal(6 + 12 + 8, rows.Select(row => ("ab", row[0], row[1])).Concat(rows.Select(row => ("ac", row[0], row[2])))
            .Concat(rows.Select(row => ("bc", row[1], row[2]))).Distinct().Count());
        Assert.InRange(rows.Count, 12, 16);
    }

    [Fact]
    public void A_row_without_a_text_is_refused_with_its_key()
    {
        var refusal = Assert.Throws<InputException>(() => Refusal.Required<string>(null, "model.kind", "mine", typeof(ExportFixture)));
        Assert.StartsWith("model.kind: 'mine' can't be exported to PyTorch, because ExportFixture", refusal.Message,
            StringComparison.Ordinal);
    }

    private void AssertSame(IEnumerable<(string Name, JsonObject Config)> cases)
    {
        Skip.If(!PyTorch.SharesLibtorch(), "PyTorch uses another libtorch than this process");
        var clock = Stopwatch.StartNew();
        var all = cases.ToList();
        var differences = all.Select(one => (one.Name, Difference: DifferenceOf(one.Config)))
            .Where(one => one.Difference is not null).Select(one => $"{one.Name}: {one.Difference}").ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{all.Count} configs of {ExportFixture.Steps} updates, {all.Count - differences.Count} identical, ")
            + string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0} s"));
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private string? DifferenceOf(JsonObject config)
    {
        try
        {
            return _fixture.Difference(config) is { } difference ? $"{difference} {config.ToJsonString()}" : null;
        }
        catch (Exception exception) when (exception is InputException or InvalidOperationException)
        {
            return $"{exception.Message} {config.ToJsonString()}";
        }
    }
}
