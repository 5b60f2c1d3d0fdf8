namespace Experiments.Tests.Experiment;

public sealed class KeyCompletionTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keys_come_level_by_level()
    {
        Assert.Contains("optimizer.", KeyCompletion.For("opt"));
        Assert.Contains("optimizer=", KeyCompletion.For("opt"));
        Assert.Contains("optimizer.lr=", KeyCompletion.For("optimizer.l"));
        Assert.Contains("model.activation.negative_slope=", KeyCompletion.For("model.activation."));
        Assert.DoesNotContain("training=", KeyCompletion.For("training"));
    }

    [Fact]
    public void Values_are_the_words_that_a_key_takes()
    {
        Assert.Equal(OptimizerRegistry.Instance.Rows.Select(row => $"optimizer={row.Name}").Order(StringComparer.Ordinal),
            KeyCompletion.For("optimizer="));
        Assert.Equal(["precision=bfloat16", "precision=float32", "precision=float64"], KeyCompletion.For("precision="));
        Assert.Equal(["tf32=false", "tf32=true"], KeyCompletion.For("tf32="));
        Assert.Contains("init.weight.scheme=kaiming_normal", KeyCompletion.For("init.weight.scheme=kai"));
        Assert.Contains("loss=null", KeyCompletion.For("loss="));
        Assert.Empty(KeyCompletion.For("seed="));
    }

    [Theory]
    [InlineData("nothing.")]
    [InlineData("seed.lr=")]
    [InlineData("..")]
    [InlineData("=")]
    public void Where_no_key_is_nothing_is_offered(string typed) => Assert.Empty(KeyCompletion.For(typed));

    [Fact]
    public void Every_scheme_that_is_offered_is_taken_by_the_reader()
    {
        var file = _folder.Write("config.json", """{"name": "x", "data": "digits", "model": "mlp"}""");
        var offered = KeyCompletion.For("init.weight=").Where(word => !word.EndsWith("=null", StringComparison.Ordinal)).ToList();

        Assert.Equal(SchemeRegistry.Instance.Rows.Count, offered.Count);
        Assert.All(offered, word =>
        {
            var refusal = Record.Exception(() => ConfigReader.Read(file, [word]));
            Assert.True(refusal is null || refusal.Message.Contains("needs", StringComparison.Ordinal)
                || refusal.Message.Contains("missing", StringComparison.Ordinal), refusal?.Message);
        });
    }
}
