namespace Experiments.Tests.Initialization;

/// <summary>Tests expressions in a policy: the values of their names, and the messages for expressions without a valid value.</summary>
public sealed class LayerNamesTests
{
    // Returns three layers: a convolution 3 → 8 with 3×3 kernels, a convolution 8 → 12 in 4 groups with 5×3 kernels, and a linear layer 48
    // → 10.
    private static IReadOnlyList<Layer> LayersOf(out Module<torch.Tensor, torch.Tensor> model)
    {
        model = Sequential(Conv2d(3, 8, kernel_size: 3L), ReLU(), Conv2d(8, 12, (5, 3), groups: 4), Tanh(), BatchNorm2d(12), Flatten(),
            Linear(48, 10));
        return Layers.Of(model);
    }

    [Theory]
    [InlineData("fan_in", 27, 30, 48)]
    [InlineData("fan_out", 72, 45, 10)]
    [InlineData("receptive_field", 9, 15, 1)]
    [InlineData("depth", 1, 2, 3)]
    [InlineData("layers", 3, 3, 3)]
    [InlineData("branches", 0, 0, 0)]
    [InlineData("gain", 1.4142135623730951, 5.0 / 3, 1)]
    public void A_name_is_what_the_documentation_says(string name, double first, double second, double third)
    {
        var layers = LayersOf(out var model);
        using var owned = model;
        double[] expected = [first, second, third];
        foreach (var (layer, value) in layers.Where(layer => layer.IsWeighted).Zip(expected))
        {
            Assert.Equal(value, LayerNames.Of(name, new InitTarget(layer, "weight", layer.WeightShape))!.Value, 1e-15);
            Assert.Equal(value, LayerNames.Of(name, new InitTarget(layer, "bias", [layer.WeightShape[0]]))!.Value, 1e-15);
        }
    }

    [Fact]
    public void Branches_and_their_layers_are_those_of_the_residual_network()
    {
        using var model = Sequential(Linear(4, 4), new Residual(Sequential(Linear(4, 4), ReLU(), Linear(4, 4))),
            new Residual(Linear(4, 4), shortcut: Linear(4, 4)), Linear(4, 2));
        var targets = Layers.Of(model).Select(layer => new InitTarget(layer, "weight", layer.WeightShape)).ToList();
        Assert.All(targets, target => Assert.Equal(2, LayerNames.Of("branches", target)));
        Assert.Equal([null, 2, 2, 1, null, null], targets.Select(target => LayerNames.Of("branch_layers", target)));
    }

    [Fact]
    public void Every_name_is_documented_in_both_languages()
    {
        var (page, chinese) = (File.ReadAllText(Repository.PathOf("docs", "config.md")),
            File.ReadAllText(Repository.PathOf("docs", "config.zh-CN.md")));
        Assert.All(LayerNames.Meanings, row =>
        {
            Assert.Contains($"| `{row.Name}` | {row.Meaning} |", page, StringComparison.Ordinal);
            Assert.Contains($"| `{row.Name}` | ", chinese, StringComparison.Ordinal);
            Assert.Matches(@"[\u4e00-\u9fff]", ConfigText.In(Language.Chinese).Meaning(row));
        });
    }

    [Fact]
    public void The_lecture_notes_two_over_the_root_of_n_is_drawn_with_its_standard_deviation()
    {
        var scheme = InitConfig.ReadScheme("""{ "scheme": "normal", "std": "2/sqrt(fan_in)" }""");
        var sample = Sample.Linear(scheme, 200, 300);
        // The tolerance is five standard errors of the relative variance of 60,000 normal numbers. With fan_out, the variance would be
        // smaller by a third.
        Assert.InRange(sample.Variance / (4.0 / 200), 1 - (5 * Math.Sqrt(2.0 / 60_000)), 1 + (5 * Math.Sqrt(2.0 / 60_000)));
    }

    [Fact]
    public void The_plan_shows_the_standard_deviation_of_each_layer()
    {
        var layers = LayersOf(out var model);
        using var owned = model;
        var plan = Initializer.Plan(layers, InitConfig.Read("""
            { "weight": { "scheme": "normal", "std": "2 / sqrt( fan_in )" }, "bias": { "scheme": "uniform", "a": "-1/sqrt(fan_in)", "b": "1/sqrt(fan_in)" } }
            """));
        Assert.Equal("normal(mean=0, std=2/sqrt(fan_in))", plan.Parameters[0].Description);
        double[] expected = [2 / Math.Sqrt(27), 1 / Math.Sqrt(27 * 3), 2 / Math.Sqrt(30), 1 / Math.Sqrt(30 * 3), 0, 0, 2 / Math.Sqrt(48),
            1 / Math.Sqrt(48 * 3)];
        Assert.All(plan.Parameters.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Std!.Value, 1e-15));
    }

    [Theory]
    [InlineData("""{ "scheme": "normal", "std": "1/(depth-1)" }""",
        "init: 0.weight, of shape [8, 3, 3, 3]: normal has std \"1/(depth-1)\", which evaluates to Infinity with depth 1; a number "
            + "in the range of float32 is expected")]
    [InlineData("""{ "scheme": "normal", "std": "1-depth/2" }""",
        "init: 6.weight, of shape [10, 48]: normal has std \"1-depth/2\", which evaluates to -0.5 with depth 3; a number of 0 or more "
            + "is expected")]
    [InlineData("""{ "scheme": "orthogonal", "gain": "2-depth" }""",
        "init: 2.weight, of shape [12, 2, 5, 3]: orthogonal has gain \"2-depth\", which evaluates to 0 with depth 2; a number above 0 "
            + "is expected")]
    [InlineData("""{ "scheme": "uniform", "a": "depth-3", "b": "1-depth" }""",
        "init: 6.weight, of shape [10, 48]: uniform can't draw: a must not be above b")]
    [InlineData("""{ "scheme": "trunc_normal", "a": "depth-3", "b": "1-depth" }""",
        "init: 2.weight, of shape [12, 2, 5, 3]: trunc_normal can't draw: a must be below b")]
    public void What_an_expression_leads_to_is_refused_with_the_layer(string scheme, string sentence)
    {
        var layers = LayersOf(out var model);
        using var owned = model;
        var refused = Assert.Throws<InputException>(() => Initializer.Plan(layers, InitConfig.Read($$"""{ "weight": {{scheme}} }""")));
        Assert.Contains(sentence, refused.Mistakes);
    }

    [Fact]
    public void A_name_without_a_value_there_is_refused()
    {
        var layers = LayersOf(out var model);
        using var owned = model;
        var refused = Assert.Throws<InputException>(() => Initializer.Plan(layers,
            InitConfig.Read("""{ "rules": [ { "kind": "norm", "weight": { "scheme": "constant", "val": "1/depth" } } ] }""")));
        Assert.Equal("init: 4.weight, of shape [12]: constant has val \"1/depth\", but depth has no value for this parameter of a layer "
            + "of kind norm", refused.Message);
    }

    [Theory]
    [InlineData("\"2/sqrt(fan_inn)\"",
        "std is the text \"2/sqrt(fan_inn)\"; a number of 0 or more, or an expression is expected: at character 8 'fan_inn' "
            + "is not known")]
    [InlineData("\"0.1\"", "without quotes")]
    [InlineData("\"-1/2\"", "which evaluates to -0.5; a number of 0 or more, or an expression is expected")]
    [InlineData("\"1/0\"", "which evaluates to Infinity")]
    [InlineData("-1", "std is the number -1; a number of 0 or more, or an expression is expected")]
    public void A_wrong_expression_is_a_mistake_of_the_config(string std, string said) =>
        Assert.Contains(said, Assert.Throws<InputException>(
            () => InitConfig.ReadScheme($$"""{ "scheme": "normal", "std": {{std}} }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_identity_holds_an_expression_without_its_spaces_and_a_plain_number_as_before()
    {
        static string Identity(string std) =>
            CanonicalJson.Serialize(new IdentityWriter(new OptionCatalog(typeof(InitOptions), Registries.All, LayerNames.Meanings))
                .Write(InitConfig.Read($$"""{ "weight": { "scheme": "normal", "std": {{std}} } }""")));

        Assert.Equal("""{"weight":{"scheme":"normal","std":"2/sqrt(fan_in)"}}""", Identity("\" 2 / (sqrt(fan_in)) \""));
        Assert.Equal("""{"weight":{"scheme":"normal","std":0.01}}""", Identity("1e-2"));
        Assert.Equal("""{"weight":{"scheme":"normal"}}""", Identity("1.0"));
        Assert.Equal("""{"weight":{"scheme":"normal","std":"1/100"}}""", Identity("\"1/100\""));
    }

    [Fact]
    public void The_record_holds_the_canonical_text_and_a_plain_number_as_before()
    {
        Assert.Equal("2/sqrt(fan_in)",
            (string?)InitConfig.Resolve("""{ "weight": { "scheme": "normal", "std": " 2 / sqrt(fan_in)" } }""")["weight"]!["std"]);
        Assert.Equal("""{"mean":0,"scheme":"normal","std":0.01}""",
            CanonicalJson.Serialize(InitConfig.Resolve("""{ "weight": { "scheme": "normal", "std": 1e-2 } }""")["weight"]));
    }
}
