namespace Experiments.Tests.Initialization;

public sealed class ResidualGrowthTests
{
    private static readonly ModelShape Images = new([3, 8, 8], 10);
    private static readonly ResNet Bare = new() { Depth = 20, Width = 2, Normalization = "none" };

    [Theory]
    [InlineData(20, "5.12e2")]
    [InlineData(56, "1.34e8")]
    public void Kaiming_without_normalisation_is_warned_of_with_two_to_the_number_of_branches(int depth, string growth)
    {
        var warning = Assert.Single(WarningsOf(Bare with { Depth = depth }, """{ "weight": { "scheme": "kaiming_normal" } }"""));
        Assert.StartsWith($"kaiming_normal on {depth - 2} layers from features.stage1.0.branch.conv1 to ", warning,
            StringComparison.Ordinal);
        Assert.Contains($"multiply this moment by about {growth} or more", warning, StringComparison.Ordinal);
    }

    // With Kaiming's standard deviations, a branch adds the signal's second moment for relu, and (2 · 0.42519)² times the second moment for
    // gelu. Nine gelu branches multiply the second moment by 1.7231^9 = 133.9. The name of the scheme has no effect.
    [Theory]
    [InlineData("relu", "normal", "5.12e2")]
    [InlineData("gelu", "kaiming_normal", "1.34e2")]
    public void Any_scheme_and_activation_is_warned_of(string activation, string scheme, string growth)
    {
        var std = scheme == "normal" ? """, "std": "sqrt(2/fan_in)" """ : "";
        var model = Bare with { Activation = activation == "relu" ? new ReluActivation() : new GeluActivation() };
        var warning = Assert.Single(WarningsOf(model, $$"""{ "weight": { "scheme": "{{scheme}}"{{std}} } }"""));
        Assert.Contains($"multiply this moment by about {growth} or more", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_branch_is_one() => Assert.Contains(
        WarningsOf(new Mlp { Hidden = [4, 4], ResidualForm = "pre", BlockDepth = 1 },
            """{ "weight": { "scheme": "variance_scaling", "scale": 100 } }"""),
        warning => warning.Contains("; 1 branch multiplies this moment by about 5.1e1 or more", StringComparison.Ordinal));

    // Schemes whose values are zeros, or become zeros by rounding in float32, have the same effect as the scheme zeros.
    [Theory]
    [InlineData("branch_last", """{ "scheme": "normal", "std": 0 }""", null)]
    [InlineData("branch_last", """{ "scheme": "constant", "val": "0*fan_in" }""", null)]
    [InlineData("branch_last", """{ "scheme": "normal", "std": 1e-46 }""", null)]
    [InlineData("branch_last", """{ "scheme": "constant", "val": 0.5 }""",
        "constant on 9 layers from features.stage1.0.branch.conv2 to features.stage3.2.branch.conv2: all units of a hidden layer "
            + "start equal")]
    [InlineData("trunk", """{ "scheme": "normal", "std": 1e-46 }""", "normal on features.conv: all units of a hidden layer start equal")]
    [InlineData("branch", """{ "scheme": "zeros" }""",
        "zeros on 18 layers from features.stage1.0.branch.conv1 to features.stage3.2.branch.conv2: several layers of a residual branch are "
            + "zero, so no gradient reaches them")]
    public void Layers_of_zeros_in_a_branch_are_told_from_copies_and_from_dead_branches(string role, string weight, string? warning)
    {
        var said = WarningsOf(Bare with { Normalization = "batch" },
            $$"""{ "weight": { "scheme": "kaiming_normal" }, "rules": [{ "role": "{{role}}", "weight": {{weight}} }] }""");
        if (warning is null)
            Assert.Empty(said);
        else
            Assert.StartsWith(warning, Assert.Single(said), StringComparison.Ordinal);
    }

    public static TheoryData<ModelOptions, string> Harmless => new()
    {
        { Bare with { Depth = 8 }, """{ "weight": { "scheme": "kaiming_normal" } }""" },
        { Bare with { Normalization = "batch" }, """{ "weight": { "scheme": "kaiming_normal" } }""" },
        { Bare with { Normalization = "batch", Preactivation = true }, """{ "weight": { "scheme": "kaiming_normal" } }""" },
        { Bare with { BranchScale = 0.3 }, """{ "weight": { "scheme": "kaiming_normal" } }""" },
        { Bare with { BranchScale = 0, LearnBranchScale = true }, """{ "weight": { "scheme": "kaiming_normal" } }""" },
        { Bare, """{ "weight": { "scheme": "fixup" }, "bias": "zeros" }""" },
        { Bare, """{ "weight": { "scheme": "kaiming_normal" }, "rules": [ { "match": "*.branch.conv2", "weight": """
            + """{ "scheme": "zeros" } } ] }""" },
        { new Mlp { Hidden = [.. Enumerable.Repeat(4, 13)], ResidualForm = "pre", Activation = new TanhActivation() },
            """{ "weight": { "scheme": "xavier_normal" } }""" },
        // The outputs of a bounded function are added; they do not multiply the signal.
        { new Mlp { Hidden = [.. Enumerable.Repeat(4, 201)], ResidualForm = "pre", Activation = new TanhActivation() },
            """{ "weight": { "scheme": "xavier_normal" } }""" },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Normalised_scaled_zeroed_shallow_and_saturating_branches_are_not(ModelOptions model, string init) =>
        Assert.Empty(WarningsOf(model, init));

    [Fact]
    public void The_signal_grows_as_the_warning_says()
    {
        using var scope = NewDisposeScope();
        var growths = Enumerable.Range(0, 8).Select(seed => Growth(seed)).ToList();
        // Six branches multiply the second moment by 2⁶ = 64. Over 8 seeds, the mean of the logarithm has a standard error of about 0.1.
        // If the branches added nothing, the logarithm would differ by 4.2; if the factor were 1.5 per branch, it would differ by 1.7.
        Assert.Equal(Math.Log(64), growths.Average(Math.Log), 0.5);
    }

    private static double Growth(int seed)
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [.. Enumerable.Repeat(200, 13)], ResidualForm = "pre", Bias = false }
            .Build(new ModelShape([200], 2));
        Initializer.Apply(model, InitConfig.Read("""{ "weight": { "scheme": "kaiming_normal" } }"""), seed);
        using var generator = new Generator((ulong)seed, device: CPU);
        var signal = randn([64, 200], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var features = model.named_children().First(child => child.name == "features").module;
        var moments = new List<double>();
        foreach (var (_, module) in features.named_children())
        {
            if (module is Residual)
                moments.Add((signal * signal).mean().item<float>());
            signal = ((Module<Tensor, Tensor>)module).call(signal);
            if (module is Residual)
                moments.Add((signal * signal).mean().item<float>());
        }
        return moments[^1] / moments[0];
    }

    private static IReadOnlyList<string> WarningsOf(ModelOptions options, string init)
    {
        using var model = options.Build(options is Mlp ? new ModelShape([4], 2) : Images);
        return Initializer.Plan(Layers.Of(model), InitConfig.Read(init)).Warnings;
    }
}
