namespace Experiments.Tests.Initialization;

public sealed class InitRuleTests
{
    private static readonly Scheme Marked = new ConstantScheme { Value = 7 };

    // Returns which layers the rule matches. The network has the layers features.0 (convolution), features.1 (normalisation), features.3
    // (convolution), features.4 (normalisation) and classifier.0 (linear).
    private static IReadOnlyList<string> Marks(InitRule rule)
    {
        using var model = new Vgg { Channels = "4 5", BatchNorm = true }.Build(new ModelShape([1, 4, 4], 2));
        var plan = Initializer.Plan(Layers.Of(model), new InitOptions { Rules = [rule] });
        return [.. plan.Parameters.Where(parameter => parameter.Scheme == Marked).Select(parameter => parameter.Name)];
    }

    [Fact]
    public void Wildcards_mean_linear_and_convolution_layers() =>
        Assert.Equal(["features.0.weight", "features.3.weight"], Marks(new InitRule { Match = "features.*", Weight = Marked }));

    [Fact]
    public void A_kind_reaches_other_layers() =>
        Assert.Equal(["features.1.bias", "features.4.bias"], Marks(new InitRule { Kind = "norm", Bias = Marked }));

    [Fact]
    public void So_does_a_full_name() =>
        Assert.Equal(["features.4.weight"], Marks(new InitRule { Match = "features.4", Weight = Marked }));

    [Fact]
    public void Name_and_kind_must_both_fit() =>
        Assert.Equal(["classifier.0.weight"], Marks(new InitRule { Match = "c*", Kind = "linear", Weight = Marked }));

    [Theory]
    [InlineData(0, "features.0.weight")]
    [InlineData(1, "features.3.weight")]
    [InlineData(2, "classifier.0.weight")]
    [InlineData(-1, "classifier.0.weight")]
    [InlineData(-3, "features.0.weight")]
    public void Depth_counts_linear_and_convolution_layers_from_either_end(int depth, string expected) =>
        Assert.Equal([expected], Marks(new InitRule { Depth = depth, Weight = Marked }));

    [Fact]
    public void The_last_rule_that_matches_wins_and_what_it_leaves_out_stays()
    {
        var options = InitConfig.Read("""
            {
              "weight": { "scheme": "ones" }, "bias": { "scheme": "zeros" },
              "rules": [
                { "match": "*", "bias": { "scheme": "constant", "val": 2 } },
                { "match": "1", "weight": { "scheme": "constant", "val": 3 } }
              ]
            }
            """);
        using var model = Sequential(Linear(2, 2), Linear(2, 2));
        var plan = Initializer.Plan(Layers.Of(model), options);
        Assert.Equal(["ones", "constant(val=2)", "constant(val=3)", "constant(val=2)"],
            plan.Parameters.Select(parameter => parameter.Description));
    }

    [Fact]
    public void A_rule_that_matches_nothing_is_a_mistake_that_names_the_layers_and_the_nearest()
    {
        var refused = Assert.Throws<InputException>(() => Marks(new InitRule { Match = "clasifier.0", Weight = Marked }));
        Assert.Equal(
            "init.rules[0]: no layer matches match 'clasifier.0'; the layers are features.0 (conv), features.1 (norm), features.3 (conv), "
                + "features.4 (norm), classifier.0 (linear); did you mean 'classifier.0'?",
            refused.Message);
    }

    [Fact]
    public void Of_a_deep_network_a_few_layers_are_named_and_a_scheme_that_fits_none_is_one_mistake()
    {
        using var model = Sequential(
            Enumerable.Range(0, 30).Select(_ => (Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>)Linear(2, 2)));
        InputException Refused(InitOptions options) => Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model), options));

        Assert.EndsWith("10 (linear), 11 (linear) and 18 more (see 'experiments check')",
            Refused(new InitOptions { Rules = [new InitRule { Kind = "conv", Weight = Marked }] }).Message, StringComparison.Ordinal);
        Assert.Equal(["init: 0.weight, of shape [2, 2], and 29 more: dirac fills only weights of convolutions"],
            Refused(new InitOptions { Weight = new DiracScheme() }).Mistakes);
    }

    [Theory]
    [InlineData("*", "linear", 0)]
    [InlineData("*", "prelu", null)]
    [InlineData("*", null, 3)]
    [InlineData("*", null, -4)]
    public void Conditions_that_exclude_each_other_match_nothing(string match, string? kind, int? depth)
    {
        var refused = Assert.Throws<InputException>(
            () => Marks(new InitRule { Match = match, Kind = kind, Depth = depth, Weight = Marked }));
        Assert.Contains("no layer matches", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_a_policy_are_said_at_once()
    {
        using var model = Sequential(Linear(2, 2), Conv2d(1, 1, kernel_size: 3L));
        var options = new InitOptions
        {
            Weight = new EyeScheme(),
            Bias = new XavierNormalScheme(),
            Rules = [new InitRule { Match = "nothing", Weight = Marked }],
        };
        var refused = Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model), options));
        Assert.Equal(4, refused.Mistakes.Count);
        Assert.Equal("init: 0.bias, of shape [2]: xavier_normal needs a weight with at least two dimensions, because fan_in and "
        + "fan_out are not "
            + "defined for others", refused.Mistakes[1]);
        Assert.Equal("init: 1.weight, of shape [1, 1, 3, 3]: eye fills only matrices, the weights of linear layers", refused.Mistakes[2]);
    }

    [Fact]
    public void A_rule_without_schemes_is_a_mistake() =>
        Assert.Equal(["weight and bias are both missing, so the rule does nothing; set one of them"],
            new InitRule { Match = "*" }.Mistakes());

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "features.0", true)]
    [InlineData("features.*", "features.10", true)]
    [InlineData("features.?", "features.10", false)]
    [InlineData("features.??", "features.10", true)]
    [InlineData("*.fc*", "blocks.0.fc1", true)]
    [InlineData("*.fc", "blocks.0.fc1", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    [InlineData("Features.*", "features.0", false)]
    [InlineData("features.0", "features.0x", false)]
    [InlineData("[f]eatures.0", "features.0", false)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    [InlineData("**", "x", true)]
    public void A_glob_has_two_wildcards_and_fits_the_whole_name(string pattern, string name, bool fits) =>
        Assert.Equal(fits, Glob.Matches(pattern, name));

    [Fact]
    public void A_rule_that_fits_layers_and_fills_nothing_is_refused_with_what_they_have()
    {
        using var model = Linear(3, 4, hasBias: false);
        var options = new InitOptions { Rules = [new InitRule { Match = "*", Bias = new OnesScheme() }] };
        var refused = Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model), options));
        Assert.Equal("init.rules[0]: match '*' matches 1 layer, none of which has a bias; they have weight",
            Assert.Single(refused.Mistakes));
    }
}
