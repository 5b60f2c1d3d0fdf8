using Experiments.Signal.Predict;

namespace Experiments.Tests.Initialization;

/// <summary>
/// AutoInit (Bingham and Miikkulainen 2023). The expected scales, variance times fan_in, are target / (variance + mean²) of the input, as
/// in the authors' code (github.com/cognizant-ai-labs/autoinit); the moments are SciPy's quadrature, or computed by hand.
/// </summary>
public sealed class AutoInitTests
{
    private static readonly InitOptions Policy = new() { Weight = new AutoInitScheme(), Bias = new ZerosScheme() };

    private static double[] Scales(ModelOptions options, ModelShape shape, InitOptions? policy = null)
    {
        using var scope = NewDisposeScope();
        using var model = options.Build(shape);
        var plan = Initializer.Apply(model, policy ?? Policy, 1, null, InputTheory.For(shape.Input));
        return [.. plan.Parameters.Where(parameter => parameter.Target.IsMatrix)
            .Select(parameter => parameter.Std!.Value * parameter.Std.Value * parameter.Target.ConnectionFans.In)];
    }

    private static void AssertScales(double[] expected, double[] actual, double relative = 3e-4)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, relative * pair.First));
    }

    // The theory also follows the small deviation from a normal distribution, of order 1/fan_in.
    [Theory]
    [InlineData("relu", 2)]
    [InlineData("tanh", 2.5361754)]
    [InlineData("gelu", 2.3517156)]
    [InlineData("sigmoid", 3.4085598)]
    [InlineData("softplus", 1.0854865)]
    [InlineData("selu", 1)]
    [InlineData("identity", 1)]
    public void Each_layer_divides_by_the_second_moment_after_the_activation_before_it(string activation, double scale)
    {
        var function = (ActivationOptions)Activator.CreateInstance(
            ActivationRegistry.Instance.Rows.Single(row => row.Name == activation).OptionsType)!;
        AssertScales([1, scale, scale, scale],
            Scales(new Mlp { Hidden = [600, 500, 400], Activation = function }, new ModelShape([400], 3)));
    }

    // Each branch adds a variance of 1 to the shortcut, and E relu(z)² is half of the variance: before block k, it is k/2.
    [Fact]
    public void Variances_add_in_residual_blocks() => AssertScales([1, 2, 2, 1, 2, 2.0 / 3],
        Scales(new Mlp { Hidden = [8, 8, 8, 8, 8], ResidualForm = "pre" }, new ModelShape([8], 3)));

    [Fact]
    public void A_normalisation_starts_again_at_1_whatever_the_target() => AssertScales([9, 18, 18],
        Scales(new Mlp { Hidden = [400, 400], Normalization = "batch" }, new ModelShape([400], 3),
            Policy with { Weight = new AutoInitScheme { TargetVariance = 9 } }), relative: 0.01);

    [Fact]
    public void Dropout_divides_by_the_share_that_it_keeps() =>
        AssertScales([1, 1.5], Scales(new Mlp { Hidden = [8], DropoutProbability = 0.25 }, new ModelShape([8], 3)));

    // The second moment of the input is 4: the first layer has 5/4 of the variance, and relu of the variance 5 gives 5/2.
    [Fact]
    public void The_target_and_the_second_moment_of_the_input_can_be_chosen() => AssertScales([1.25, 2],
        Scales(new Mlp { Hidden = [8] }, new ModelShape([8], 3),
            Policy with { Weight = new AutoInitScheme { TargetVariance = 5, InputSecondMoment = 4 } }));

    // On 8 pixels, a padded kernel has 2 of its 3 taps inside the image at both ends and 3 elsewhere: 22/8 on average. The variance after
    // the first layer is proportional to these numbers, and each pixel is read as many times, so the second layer's sum has the mean
    // square 62/8 divided by 22/8 along each axis.
    [Fact]
    public void A_padded_convolution_counts_the_pixels_of_its_kernel_inside_the_image()
    {
        var scales = Scales(new Vgg { Channels = "4 5", Hidden = [] }, new ModelShape([2, 8, 8], 3));
        var taps = 22.0 / 8 * 22 / 8;
        AssertScales([9 / taps, 2 * 9 / (62.0 / 22 * 62 / 22), 2], scales);
    }

    // The standard error of the mean over seeds is the yardstick: the theory is exact for infinitely wide layers.
    [Theory]
    [InlineData("tanh")]
    [InlineData("gelu")]
    public void The_variance_of_each_layer_is_1_within_its_standard_error_and_under_Kaiming_it_is_not(string activation)
    {
        var function = (ActivationOptions)Activator.CreateInstance(
            ActivationRegistry.Instance.Rows.Single(row => row.Name == activation).OptionsType)!;
        var options = new Mlp { Hidden = [.. Enumerable.Repeat(200, 12)], Activation = function, Bias = false };
        foreach (var (mean, error) in Variances(options, Policy))
            Assert.InRange(Math.Abs(mean - 1) / error, 0, 4);
        var kaiming = new InitOptions { Weight = new KaimingNormalScheme { Nonlinearity = "relu" } };
        Assert.Contains(Variances(options, kaiming), layer => Math.Abs(layer.Mean - 1) / layer.Error > 8);
    }

    private static List<(double Mean, double Error)> Variances(Mlp options, InitOptions policy)
    {
        const int Seeds = 16;
        using var scope = NewDisposeScope();
        using var model = options.Build(new ModelShape([200], 200));
        using var generator = new Generator(7, device: CPU);
        var input = empty([400, 200], dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator);
        input.div_(input.square().mean().sqrt());
        var measured = new Dictionary<string, List<float>>();
        foreach (var (name, module) in model.named_modules())
        {
            if (module is TorchSharp.Modules.Linear linear)
                linear.register_forward_hook((_, _, output) =>
                {
                    (measured.TryGetValue(name, out var list) ? list : measured[name] = []).Add(output.square().mean().item<float>());
                    return output;
                });
        }
        for (var seed = 0; seed < Seeds; seed++)
        {
            Initializer.Apply(model, policy, seed, null, InputTheory.For([200]));
            model.call(input);
        }
        Assert.Equal(13, measured.Count);
        return [.. measured.Values.Select(values => (values.Average(), Math.Sqrt(new Sample(values).Variance / Seeds)))];
    }

    [Fact]
    public void The_plan_names_the_scheme_and_the_computed_variance()
    {
        using var model = new Mlp { Hidden = [8] }.Build(new ModelShape([8], 3));
        var plan = Initializer.Apply(model, Policy, 1, null, InputTheory.For([8]));
        Assert.Equal("autoinit: variance_scaling(scale=1, mode=fan_in, distribution=truncated_normal)", plan.Parameters[0].Description);
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void A_layer_whose_input_is_unknown_is_refused_with_the_reason()
    {
        using var pooled = new Vgg { Channels = "4 M 4", Hidden = [] }.Build(new ModelShape([1, 8, 8], 3));
        Assert.Equal("init: features.3.weight: autoinit can't predict the layer's input after a max-pool; use lsuv, which measures it",
            Refused(pooled, Policy, 1, 8, 8));
        using var empty = new Mlp { Hidden = [4, 4] }.Build(new ModelShape([4], 3));
        var zeros = Policy with { Rules = [new InitRule { Depth = 0, Weight = new ZerosScheme() }] };
        Assert.Equal("init: features.2.weight: autoinit can't predict the layer's input because an earlier layer is zero; use lsuv, which "
            + "measures it", Refused(empty, zeros, 4));
    }

    [Fact]
    public void Without_a_prediction_and_with_two_values_for_one_input_it_is_refused()
    {
        using var model = new Mlp { Hidden = [4] }.Build(new ModelShape([4], 3));
        Assert.Equal("init: autoinit needs a prediction of the signal, which is not available here; choose another scheme",
            Assert.Throws<InputException>(() => Initializer.Apply(model, Policy, 1)).Message);
        var two = Policy with { Rules = [new InitRule { Depth = 0, Weight = new AutoInitScheme { InputSecondMoment = 4 } }] };
        Assert.Equal("init: autoinit has the values 4 and 1 for input_second_moment, but the network has one input; set the same value "
            + "everywhere", Refused(model, two, 4));
    }

    private static string Refused(Module model, InitOptions policy, params long[] shape) =>
        Assert.Throws<InputException>(() => Initializer.Apply(model, policy, 1, null, InputTheory.For(shape))).Message;
}
