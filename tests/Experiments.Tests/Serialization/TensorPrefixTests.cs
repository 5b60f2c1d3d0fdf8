namespace Experiments.Tests.Serialization;

public sealed class TensorPrefixTests
{
    private static readonly string[] s_wanted = ["features.0.weight", "features.0.bias"];

    [Theory]
    [InlineData("", "")]
    [InlineData("module.", "module.")]
    [InlineData("model._orig_mod.", "model._orig_mod.")]
    public void The_prefix_of_all_names_is_found(string prefix, string found) => Assert.Equal(found,
        string.Concat(TensorPrefix.Fitting(s_wanted.Select(name => prefix + name).Append("step"), s_wanted)));

    [Fact]
    public void Of_several_prefixes_the_shortest_is_first() => Assert.Equal(["ema.", "module."],
        TensorPrefix.Fitting(s_wanted.SelectMany(name => new[] { "module." + name, "ema." + name }), s_wanted));

    [Fact]
    public void A_prefix_that_only_some_names_have_is_none() =>
        Assert.Empty(TensorPrefix.Fitting(["module.features.0.weight", "other.features.0.bias"], s_wanted));

    [Fact]
    public void A_name_that_only_ends_alike_is_none() => Assert.Empty(TensorPrefix.Fitting(["xweight"], ["weight"]));
}
