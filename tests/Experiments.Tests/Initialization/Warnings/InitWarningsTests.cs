namespace Experiments.Tests.Initialization;

public sealed class InitWarningsTests
{
    private static IReadOnlyList<string> Warnings(ActivationOptions activation, Scheme weight, string normalization = "none")
    {
        using var model = new Mlp { Hidden = [6, 5], Activation = activation, Normalization = normalization }.Build(new ModelShape([8], 3));
        return Initializer.Plan(Layers.Of(model), new InitOptions { Weight = weight }).Warnings;
    }

    [Fact]
    public void Xavier_under_relu_is_said_once_with_the_layers_and_the_reason() => Assert.Equal(
        // The factors are 2 · fan_in / (fan_in + fan_out) / 2, with fans of 8, 6 and 6, 5.
        ["xavier_normal on features.0, features.2: relu follows, and the signal's second moment is multiplied by about 0.571 and 0.545 "
            + "per layer; use kaiming_normal."],
        Warnings(new ReluActivation(), new XavierNormalScheme()));

    // The factors are std² · fan_in / 2, computed by hand. PyTorch, with 4000 examples and one draw of the weights,
    // measures (0.058, 1.09, 0.015), (0.28, 450, 0.075), (0.063, 61.6, 0.017) and (0.0625, 1.28, 0.015).
    public static TheoryData<Scheme, string> UnequalFans => new()
    {
        { new XavierNormalScheme(),
            "xavier_normal on features.0, features.4: relu follows, and the signal's second moment is multiplied by about 0.0588 "
                + "and 0.0154 per layer; use kaiming_normal." },
        { new XavierNormalScheme { GainValue = 3, Mode = "fan_out" },
            "xavier_normal on features.0, features.2, features.4: relu follows, and the signal's second moment is multiplied by about "
                + "0.281, 288 and 0.0703 per layer; use kaiming_normal." },
        { new KaimingNormalScheme { Mode = "fan_out" },
            "kaiming_normal on features.0, features.2, features.4: relu follows, and the signal's second moment is multiplied by about "
                + "0.0625, 64 and 0.0156 per layer; use mode fan_in." },
        { new OrthogonalScheme { Nonlinearity = "relu" },
            "orthogonal on features.0, features.4: relu follows, and the signal's second moment is multiplied by about 0.0625 and 0.0156 "
                + "per layer; use kaiming_normal." },
        { new UniformScheme { A = -0.25, B = 0.25 },
            "uniform on features.0, features.2, features.4: relu follows, and the signal's second moment is multiplied by about "
                + "0.667, 10.7 and 0.167 per layer; use kaiming_normal." },
    };

    [Theory]
    [MemberData(nameof(UnequalFans))]
    public void The_factor_is_that_of_the_fans_there_are(Scheme scheme, string warning)
    {
        using var model = new Mlp { Hidden = [1024, 16, 1024] }.Build(new ModelShape([64], 3));
        Assert.Equal(warning, Assert.Single(Initializer.Plan(Layers.Of(model), new InitOptions { Weight = scheme }).Warnings));
    }

    // By SciPy's quadrature, E φ(z)² over a standard normal z is 0.42519 for gelu, 0.35578 for silu and 0.45180 for mish. The function elu
    // is linear near 0 and preserves a small signal; sigmoid outputs a signal even for the input 0.
    public static TheoryData<ActivationOptions, double, string?> OwnFactors => new()
    {
        { new GeluActivation(), 1, "gelu follows, and the signal's second moment is multiplied by about 0.425 per layer; use auto." },
        { new SiluActivation(), 1, "silu follows, and the signal's second moment is multiplied by about 0.356 per layer; use auto." },
        { new MishActivation(), 1, "mish follows, and the signal's second moment is multiplied by about 0.452 per layer; use auto." },
        { new GeluActivation(), 9, "gelu follows, and the signal's second moment is multiplied by about 3.83 per layer; use auto." },
        { new EluActivation(), 1, null },
        { new EluActivation(), 9, "elu follows, and the signal's second moment is multiplied by about 4.5 per layer; use auto." },
        { new TanhActivation(), 0.25,
            "tanh follows, and the signal's second moment is multiplied by about 0.25 per layer; use lecun_normal." },
        { new TanhActivation(), 1, null },
        { new SigmoidActivation(), 0.01, null },
    };

    [Theory]
    [MemberData(nameof(OwnFactors))]
    public void Of_any_activation_the_factor_is_its_own(ActivationOptions activation, double scale, string? expected)
    {
        using var model = new Mlp { Hidden = [6, 5], Activation = activation }.Build(new ModelShape([8], 3));
        var warnings = Initializer.Plan(Layers.Of(model),
            new InitOptions { Weight = new VarianceScalingScheme { Scale = scale } }).Warnings;
        Assert.Equal(expected is null ? [] : ["variance_scaling on features.0, features.2: " + expected], warnings);
    }

    // PyTorch's default scheme is kaiming_uniform with a = √5, so std² = 1 / (3 · fan_in).
    [Fact]
    public void PyTorchs_default_divides_the_second_moment_by_six_under_relu() => Assert.Equal(
        ["torch_default on features.0, features.2: relu follows, and the signal's second moment is multiplied by about 0.167 per layer; "
            + "use kaiming_normal."],
        Warnings(new ReluActivation(), new TorchDefaultScheme()));

    [Fact]
    public void A_steep_left_side_is_given_the_remedy_that_knows_its_slope()
    {
        var activation = new LeakyReluActivation { Slope = -1 };
        var warning = Assert.Single(Warnings(activation, new KaimingNormalScheme()));
        Assert.EndsWith("multiplied by about 2 per layer; use kaiming_normal with nonlinearity auto.", warning,
            StringComparison.Ordinal);
        Assert.Empty(Warnings(activation, new KaimingNormalScheme { Nonlinearity = "auto" }));
    }

    [Fact]
    public void Many_layers_are_counted_not_listed()
    {
        using var model = new Mlp { Hidden = [.. Enumerable.Repeat(4, 30)] }.Build(new ModelShape([4], 2));
        var warning = Assert.Single(Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new ZerosScheme() }).Warnings);
        Assert.StartsWith("zeros on 30 layers from features.0 to features.58: ", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Kaiming_under_tanh_is_said_with_the_reason() => Assert.Equal(
        ["kaiming_normal on features.0, features.2: tanh follows, but Kaiming's gain compensates for a rectifier, which zeroes "
            + "half of the inputs, so tanh units saturate; use xavier_normal, which is derived for tanh."],
        Warnings(new TanhActivation(), new KaimingNormalScheme { Nonlinearity = "relu" }));

    [Fact]
    public void Zeros_on_a_hidden_layer_are_said_with_the_reason() => Assert.Equal(
        ["zeros on features.0, features.2: all units of a hidden layer start equal and get equal gradients, so they stay "
            + "equal; draw the weights at random."],
        Warnings(new ReluActivation(), new ZerosScheme()));

    [Fact]
    public void Kaiming_under_selu_is_said_with_the_reason() => Assert.Equal(
        ["kaiming_uniform on features.0, features.2: selu follows, whose fixed point of mean 0 and variance 1 needs weights of variance "
            + "1/fan_in, but the weights have 2 times this variance; use lecun_normal."],
        Warnings(new SeluActivation(), new KaimingUniformScheme()));

    public static TheoryData<ActivationOptions, Scheme> Mismatches => new()
    {
        { new ReluActivation(), new LecunNormalScheme() },
        { new ReluActivation(), new OrthogonalScheme() },
        { new ReluActivation(), new KaimingNormalScheme { Nonlinearity = "linear" } },
        { new ReluActivation(), new VarianceScalingScheme { Scale = 4 } },
        { new LeakyReluActivation(), new XavierUniformScheme() },
        { new SigmoidActivation(), new KaimingUniformScheme() },
        { new TanhActivation(), new ConstantScheme { Value = 0.1 } },
        { new TanhActivation(), new OnesScheme() },
        { new SeluActivation(), new KaimingNormalScheme { Nonlinearity = "selu" } },
        { new GeluActivation(), new XavierNormalScheme() },
        { new ReluActivation(), new NormalScheme { StandardDeviation = 0.01 } },
        { new SeluActivation(), new NormalScheme { StandardDeviation = 0.01 } },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public void Each_mismatch_is_one_warning(ActivationOptions activation, Scheme scheme) => Assert.Single(Warnings(activation, scheme));

    public static TheoryData<ActivationOptions, Scheme> Matches => new()
    {
        { new ReluActivation(), new KaimingNormalScheme { Nonlinearity = "relu" } },
        { new ReluActivation(), new KaimingUniformScheme { Mode = "fan_out" } },
        { new ReluActivation(), new XavierNormalScheme { Nonlinearity = "relu" } },
        { new ReluActivation(), new OrthogonalScheme { Nonlinearity = "auto" } },
        { new ReluActivation(), InitConfig.ReadScheme("""{ "scheme": "normal", "std": "sqrt(2/fan_in)" }""") },
        { new ReluActivation(), new AutoScheme() },
        { new LeakyReluActivation { Slope = 0.2 }, new KaimingNormalScheme() },
        { new LeakyReluActivation { Slope = 0.9 }, new XavierNormalScheme() },
        { new PReluActivation(), new KaimingNormalScheme { A = 0.25 } },
        { new TanhActivation(), new XavierNormalScheme() },
        { new TanhActivation(), new XavierUniformScheme { Nonlinearity = "tanh" } },
        { new TanhActivation(), new KaimingNormalScheme { Nonlinearity = "tanh" } },
        { new TanhActivation(), new LecunNormalScheme() },
        { new SeluActivation(), new LecunNormalScheme() },
        { new GeluActivation(), new KaimingNormalScheme() },
        { new GeluActivation(), new AutoScheme() },
        { new EluActivation(), new XavierNormalScheme() },
        { new IdentityActivation(), new OrthogonalScheme() },
    };

    [Theory]
    [MemberData(nameof(Matches))]
    public void What_fits_is_not_warned_about(ActivationOptions activation, Scheme scheme) => Assert.Empty(Warnings(activation, scheme));

    [Fact]
    public void A_normalisation_sets_the_scale_anew_so_only_symmetry_is_warned_about()
    {
        Assert.Empty(Warnings(new ReluActivation(), new XavierNormalScheme(), normalization: "batch"));
        Assert.Single(Warnings(new ReluActivation(), new ZerosScheme(), normalization: "layer"));
    }

    [Fact]
    public void Zeros_on_the_last_layer_alone_are_fine()
    {
        using var model = new Mlp { Hidden = [6] }.Build(new ModelShape([8], 3));
        var options = new InitOptions { Weight = new KaimingNormalScheme(),
            Rules = [new InitRule { Match = "classifier.*", Weight = new ZerosScheme() }] };
        Assert.Empty(Initializer.Plan(Layers.Of(model), options).Warnings);
    }

    // The shortcut transmits the signal, so a branch with a small output does not shrink the signal. A branch with a large output makes the
    // signal grow from block to block.
    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(2, 0)]
    [InlineData(20, 1)]
    public void A_small_gain_in_a_residual_branch_is_not_warned_of_and_a_large_one_is(double scale, int warnings)
    {
        using var model = Sequential(
            new Residual(Sequential(Linear(4, 4), ReLU(inplace: false), Linear(4, 4)), afterActivation: ReLU(inplace: false)),
            new Residual(Sequential(Linear(4, 4), ReLU(inplace: false), Linear(4, 4)), afterActivation: ReLU(inplace: false)),
            Linear(4, 2));
        var said = Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new VarianceScalingScheme { Scale = scale } }).Warnings;
        Assert.Equal(warnings, said.Count(sentence => sentence.Contains("is multiplied by about", StringComparison.Ordinal)));
    }

    [Fact]
    public void Auto_says_so_where_it_cannot_see_an_activation()
    {
        using var model = new Functional();
        var plan = Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new AutoScheme() });
        Assert.Equal(
            ["auto on fc1: no activation module follows, and activations that forward calls as functions can't be detected, so the "
                + "layer counts as linear; set its scheme in a rule."],
            plan.Warnings);
    }

    private sealed class Functional : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> fc1 = Linear(2, 3);
        private readonly Module<Tensor, Tensor> fc2 = Linear(3, 1);

        public Functional()
            : base("functional") => RegisterComponents();

        public override Tensor forward(Tensor input) => fc2.call(fc1.call(input).relu());
    }
}
