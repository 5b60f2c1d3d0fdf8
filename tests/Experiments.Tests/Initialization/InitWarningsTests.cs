using Experiments.Initialization;
using Experiments.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

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
        ["xavier_normal on features.0, features.2: relu follows, and with gain 1 the signal's second moment is multiplied by about 0.5 a layer; kaiming_normal keeps it."],
        Warnings(new ReluActivation(), new XavierNormalScheme()));

    [Fact]
    public void Many_layers_are_counted_not_listed()
    {
        using var model = new Mlp { Hidden = [.. Enumerable.Repeat(4, 30)] }.Build(new ModelShape([4], 2));
        var warning = Assert.Single(Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new ZerosScheme() }).Warnings);
        Assert.StartsWith("zeros on 30 layers from features.0 to features.58: ", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Kaiming_under_tanh_is_said_with_the_reason() => Assert.Equal(
        ["kaiming_normal on features.0, features.2: tanh follows, and Kaiming's gain makes up for the half that a rectifier cuts off, which tanh does not, so units are driven towards saturation; xavier_normal is derived for it."],
        Warnings(new TanhActivation(), new KaimingNormalScheme { Nonlinearity = "relu" }));

    [Fact]
    public void Zeros_on_a_hidden_layer_are_said_with_the_reason() => Assert.Equal(
        ["zeros on features.0, features.2: all units of a hidden layer start equal and get equal gradients, so they stay copies of one another; draw the weights at random."],
        Warnings(new ReluActivation(), new ZerosScheme()));

    [Fact]
    public void Kaiming_under_selu_is_said_with_the_reason() => Assert.Equal(
        ["kaiming_uniform on features.0, features.2: selu follows, whose fixed point of mean 0 and variance 1 needs weights of variance 1/fan_in, and gain 1.414 is not 1; lecun_normal keeps it."],
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
        { new ReluActivation(), new TorchDefaultScheme() },
        { new ReluActivation(), new NormalScheme { StandardDeviation = 0.01 } },
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
        { new GeluActivation(), new XavierNormalScheme() },
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
        var options = new InitOptions { Rules = [new InitRule { Match = "classifier.*", Weight = new ZerosScheme() }] };
        Assert.Empty(Initializer.Plan(Layers.Of(model), options).Warnings);
    }

    // The shortcut carries the signal, so that a small branch shrinks nothing; a large one still makes it grow from block to block.
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
            ["auto on fc1: no activation module follows, and one that forward calls as a function can't be seen, so the layer counts as linear; name its scheme in a rule."],
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
