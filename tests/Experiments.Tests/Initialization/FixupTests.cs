namespace Experiments.Tests.Initialization;

/// <summary>Compares Fixup with the table in its paper, and with the same weights from rules.</summary>
public sealed class FixupTests
{
    private const int Width = 150;

    // Creates a network of a stem, L = 9 branches of m = 3 layers (one branch has a projection on its shortcut), and a classifier.
    private static Module<Tensor, Tensor> Network(bool normalised = false) => Sequential(
    [
        ("stem", Linear(10, Width)),
        .. Enumerable.Range(0, 9).Select(block => ($"block{block}", (Module<Tensor, Tensor>)new Residual(
            normalised
                ? Sequential(Linear(Width, Width), BatchNorm1d(Width), ReLU(inplace: false), Linear(Width, Width), ReLU(inplace: false),
                    Linear(Width, Width), BatchNorm1d(Width))
                : Sequential(Linear(Width, Width), ReLU(inplace: false), Linear(Width, Width), ReLU(inplace: false), Linear(Width, Width)),
            shortcut: block == 4 ? Linear(Width, Width) : null,
            afterActivation: ReLU(inplace: false)))),
        ("classifier", Linear(Width, 4)),
    ]);

    [Fact]
    public void Each_layer_has_the_standard_deviation_of_the_papers_rule()
    {
        using var scope = NewDisposeScope();
        using var model = Network();
        var plan = Initializer.Apply(model, new InitOptions { Weight = new FixupScheme(), Bias = new FixupScheme() }, 3);
        Assert.Empty(plan.Warnings);
        Assert.All(plan.Parameters.Where(parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal)),
            bias => Assert.Equal("fixup: zeros", bias.Description));

        // A factor of 9^(−1/4) on the standard deviation is a factor of 1/3 on the variance. With L^(−1/2), the rule for m = 2, the factor
        // on the variance would be 1/9.
        var kaiming = 2.0 / Width;
        foreach (var parameter in plan.Parameters.Where(parameter => parameter.Target.IsMatrix))
        {
            var expected = parameter.Name switch
            {
                "stem.weight" => 1.0 / 10, // No rectifier follows.
                "classifier.weight" => 0,
                "block4.shortcut.weight" => kaiming,
                _ when parameter.Name.EndsWith("branch.4.weight", StringComparison.Ordinal) => 0,
                _ => kaiming / 3,
            };
            var drawn = new Sample(model.get_parameter(parameter.Name)!.data<float>().ToArray());
            // The tolerance is five standard errors of a sampled variance; for the square layers, 5·√(2/22500) is five per cent.
            var error = 5 * Math.Sqrt(2.0 / drawn.Values.Length);
            Assert.InRange(drawn.Variance, expected * (1 - error), expected * (1 + error));
            Assert.Equal(Math.Sqrt(expected), parameter.Std!.Value, 1e-12);
        }
    }

    [Theory]
    [InlineData(2, 4, 0.5)] // 4^(−1/2)
    [InlineData(2, 9, 1.0 / 3)]
    [InlineData(3, 16, 0.5)] // 16^(−1/4)
    [InlineData(5, 256, 0.5)] // 256^(−1/8)
    public void The_factor_is_L_to_the_minus_one_over_two_m_minus_two(int m, int branches, double factor)
    {
        using var model = Sequential(
        [
            .. Enumerable.Range(0, branches).Select(_ => (Module<Tensor, Tensor>)new Residual(Sequential(Enumerable.Range(0, m)
                .SelectMany(layer => layer == m - 1
                    ? [Linear(2, 2)]
                    : new Module<Tensor, Tensor>[] { Linear(2, 2), ReLU(inplace: false) })))),
            Linear(2, 2),
        ]);
        var plan = Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new FixupScheme() });
        Assert.Equal(factor * Math.Sqrt(2.0 / 2), plan.Parameters[0].Std!.Value, 1e-12);
        Assert.Equal(0, plan.Parameters[2 * (m - 1)].Std);
    }

    // For a signal of variance 1, relu6 is nearly relu: 1/√E φ² is √2, apart from values above 6, which have a probability of 1e-9.
    [Fact]
    public void A_function_outside_the_families_gets_its_computed_gain()
    {
        using var model = Sequential(new Residual(Sequential(Linear(8, 8), ReLU6(inplace: false), Linear(8, 8))), Linear(8, 2));
        Assert.Equal(Math.Sqrt(2.0 / 8),
            Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new FixupScheme() }).Parameters[0].Std!.Value, 1e-6);
    }

    [Fact]
    public void Random_biases_in_the_branches_are_warned_of()
    {
        using var model = Network();
        var warning = Assert.Single(
            Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new FixupScheme(), Bias = new TorchDefaultScheme() }).Warnings);
        Assert.StartsWith("fixup on 27 layers from block0.branch.0 to block8.branch.4: the biases of the residual branches are not zero",
            warning, StringComparison.Ordinal);
        Assert.Empty(Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new FixupScheme(), Bias = new ZerosScheme() }).Warnings);
    }

    [Fact]
    public void The_network_starts_as_its_shortcuts_with_outputs_of_zero()
    {
        using var scope = NewDisposeScope();
        using var block = new Residual(Sequential(Linear(5, 5), ReLU(inplace: false), Linear(5, 5)));
        using var model = Sequential(("block", block), ("classifier", Linear(5, 3)));
        var policy = new InitOptions { Weight = new FixupScheme(), Bias = new FixupScheme() };
        Initializer.Apply(model, policy, 3);
        var input = arange(10, dtype: ScalarType.Float32, device: CPU).reshape(2, 5);
        Assert.Equal(input.data<float>().ToArray(), block.call(input).data<float>().ToArray());
        Assert.Equal(new float[6], model.call(input).data<float>().ToArray());
    }

    [Fact]
    public void Without_residual_branches_or_with_normalisation_in_them_a_warning_says_what_is_left_of_it()
    {
        using var plain = new Mlp { Hidden = [4] }.Build(new ModelShape([3], 2));
        Assert.Equal(
            [
                "fixup on features.0, classifier.0: the network has no residual branches, so fixup only gives Kaiming weights and a "
                    + "classifier of zeros; use kaiming_normal if the classifier must not start at zero."],
            Initializer.Plan(Layers.Of(plain), new InitOptions { Weight = new FixupScheme() }).Warnings);
        using var normalised = Network(normalised: true);
        Assert.Contains("fixup on 18 layers",
            Assert.Single(Initializer.Plan(Layers.Of(normalised),
                new InitOptions { Weight = new FixupScheme(), Bias = new ZerosScheme() }).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_layer_of_each_branch_is_zeroed_by_a_rule_without_a_warning()
    {
        using var model = Network();
        var plan = Initializer.Plan(Layers.Of(model), InitConfig.Read("""
            { "weight": { "scheme": "kaiming_normal", "nonlinearity": "relu" }, "rules": [ { "role": "branch_last", "weight": "zeros" } ] }
            """));
        Assert.Empty(plan.Warnings);
        Assert.Equal(
            Enumerable.Range(0, 9).Select(block => $"block{block}.branch.4.weight"),
            plan.Parameters.Where(parameter => parameter.Scheme is ZerosScheme).Select(parameter => parameter.Name));
    }

    [Fact]
    public void So_is_the_scale_of_the_last_normalisation_of_each_branch()
    {
        using var model = Network(normalised: true);
        var plan = Initializer.Plan(Layers.Of(model),
            InitConfig.Read("""{ "rules": [ { "role": "branch_last", "kind": "norm", "weight": "zeros" } ] }"""));
        Assert.Equal(
            Enumerable.Range(0, 9).Select(block => $"block{block}.branch.6.weight"),
            plan.Parameters.Where(parameter => parameter.Scheme is ZerosScheme).Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData("branch", 27)]
    [InlineData("branch_last", 9)]
    [InlineData("shortcut", 1)]
    [InlineData("trunk", 2)]
    public void A_role_reaches_its_layers(string role, int count)
    {
        using var model = Network();
        var plan = Initializer.Plan(Layers.Of(model),
            new InitOptions { Rules = [new InitRule { Role = role, Weight = new OnesScheme() }] });
        Assert.Equal(count, plan.Parameters.Count(parameter => parameter.Scheme is OnesScheme));
    }

    [Fact]
    public void GPT_2s_scaling_by_the_number_of_branches_is_an_expression_in_a_rule()
    {
        using var model = Network();
        var plan = Initializer.Plan(Layers.Of(model), InitConfig.Read("""
            { "weight": { "scheme": "normal", "std": 0.02 }, "rules": [ { "role": "branch_last", "weight": { "scheme": "normal", "std": "0.02/sqrt(branches)" } } ] }
            """));
        Assert.Equal(0.02 / 3, plan.Parameters.Single(parameter => parameter.Name == "block2.branch.4.weight").Std!.Value, 1e-15);
        Assert.Equal(0.02, plan.Parameters.Single(parameter => parameter.Name == "block2.branch.2.weight").Std!.Value, 1e-15);
    }
}
