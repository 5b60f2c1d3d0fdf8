namespace Experiments.Tests.Initialization;

public sealed class InitStreamTests
{
    private static Dictionary<string, string> Draw(string stream, long seed, params InitRule[] rules)
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [9, 8] }.Build(new ModelShape([7], 3));
        Initializer.Apply(model, new InitOptions { Stream = stream, Weight = new NormalScheme(), Rules = rules }, seed);
        var digests = new Dictionary<string, string>();
        foreach (var (name, parameter) in model.named_parameters())
            digests[name] = InitCases.Digest(parameter);
        return digests;
    }

    private static readonly InitRule Exception = new() { Match = "features.0", Weight = new OrthogonalScheme { GainValue = 2 },
        Bias = new ZerosScheme() };

    [Fact]
    public void With_a_stream_for_each_layer_a_rule_for_one_layer_leaves_the_others_draws_alone()
    {
        var (without, with) = (Draw("per_layer", 5), Draw("per_layer", 5, Exception));
        Assert.Equal(["features.0.weight", "features.0.bias"], without.Keys.Where(name => without[name] != with[name]));
    }

    [Fact]
    public void With_the_shared_stream_it_shifts_the_draws_of_all_layers_after_it()
    {
        var (without, with) = (Draw("shared", 5), Draw("shared", 5, Exception));
        Assert.Equal(without.Keys, without.Keys.Where(name => without[name] != with[name]));
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("per_layer")]
    public void Equal_seeds_give_equal_bytes_and_other_seeds_others(string stream)
    {
        Assert.Equal(Draw(stream, 5), Draw(stream, 5));
        Assert.Empty(Draw(stream, 5).Intersect(Draw(stream, 6)));
    }

    [Fact]
    public void Two_normal_policies_draw_the_same_numbers_up_to_their_scale()
    {
        using var scope = NewDisposeScope();
        var one = Sample.Linear(new NormalScheme { StandardDeviation = 0.5 }, 20, 30, seed: 9).Values;
        var two = Sample.Linear(new NormalScheme { StandardDeviation = 2 }, 20, 30, seed: 9).Values;
        Assert.Equal(one.Select(value => value * 4), two);
    }

    [Fact]
    public void The_seed_of_a_layer_is_the_documented_digest()
    {
        // The output of 'printf init/0/features.0 | sha256sum' begins with cd04ae82. As a little-endian number, these bytes are 0x82ae04cd.
        Assert.Equal(0x82AE04CD, InitStream.OfLayer(0, "features.0"));
        Assert.NotEqual(InitStream.OfLayer(0, "features.0"), InitStream.OfLayer(1, "features.0"));
        Assert.NotEqual(InitStream.OfLayer(0, "features.0"), InitStream.OfLayer(0, "features.2"));
    }
}
