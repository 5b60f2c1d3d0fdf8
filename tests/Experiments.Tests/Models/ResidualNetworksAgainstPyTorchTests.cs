namespace Experiments.Tests.Models;

/// <summary>
/// Compares every form of residual network with the same network in PyTorch: names, shapes, outputs in training and evaluation, running
/// statistics (through the evaluation) and gradients. The numbers are float64, with a relative tolerance of 1e-9, because the order of the
/// terms in sums depends on the threads.
/// </summary>
public sealed class ResidualNetworksAgainstPyTorchTests
{
    private static readonly ModelShape Colour = new([3, 9, 8], 4);
    private static readonly ModelShape Grey = new([1, 8, 8], 3);
    private static readonly ResNet Small = new() { Depth = 14, Width = 3 };
    private static readonly Mlp Perceptron = new() { Hidden = [6, 5, 6, 4, 7], Activation = new TanhActivation(), ResidualForm = "post" };

    private static readonly (string Name, ModelOptions Options, ModelShape Shape)[] Cases =
    [
        ("resnet20, option A", new ResNet(), new ModelShape([3, 32, 32], 10)),
        ("resnet20, option B", new ResNet { Shortcut = "projection" }, new ModelShape([3, 32, 32], 10)),
        ("odd images, an odd number of channels", Small, Colour),
        ("grey images", Small with { Shortcut = "projection" }, Grey),
        ("no normalisation", Small with { Normalization = "none" }, Colour),
        ("no normalisation, projection", Small with { Normalization = "none", Shortcut = "projection" }, Grey),
        ("Fixup", Small with { Normalization = "none", FixupScalars = true }, Colour),
        ("Fixup, projection", Small with { Normalization = "none", FixupScalars = true, Shortcut = "projection" }, Grey),
        ("pre-activation", Small with { Preactivation = true }, Colour),
        ("pre-activation, projection", Small with { Preactivation = true, Shortcut = "projection" }, Grey),
        ("pre-activation, no normalisation", Small with { Preactivation = true, Normalization = "none" }, Grey),
        ("standardised weights", Small with { WeightStandardization = true, Shortcut = "projection" }, Colour),
        ("a constant scale", Small with { BranchScale = 0.3 }, Grey),
        ("a learned scale", Small with { BranchScale = 0.3, LearnBranchScale = true }, Grey),
        ("channels last", Small with { MemoryFormat = "channels_last" }, Colour),
        ("channels last, grey images, projection", Small with { Shortcut = "projection", MemoryFormat = "channels_last" }, Grey),
        ("mlp post", Perceptron, Grey),
        ("mlp post, batch", Perceptron with { Normalization = "batch" }, Grey),
        ("mlp post, layer, no bias", Perceptron with { Normalization = "layer", Bias = false }, Grey),
        ("mlp post, a constant scale", Perceptron with { BranchScale = 0.3 }, Grey),
        ("mlp pre, a constant scale", Perceptron with { ResidualForm = "pre", BranchScale = -2 }, Grey),
        ("mlp pre", Perceptron with { ResidualForm = "pre" }, Grey),
        ("mlp pre, batch", Perceptron with { ResidualForm = "pre", Normalization = "batch" }, Grey),
        ("mlp pre, a learned scale", Perceptron with { ResidualForm = "pre", BranchScale = 0.5, LearnBranchScale = true }, Grey),
        ("mlp standardised", Perceptron with { Normalization = "layer", WeightStandardization = true }, Grey),
        ("mlp standardised pre", Perceptron with { ResidualForm = "pre", Normalization = "batch", WeightStandardization = true }, Grey),
    ];

    private static readonly Lazy<JsonElement> s_answers = new(() =>
    {
        var cases = JsonSerializer.Serialize(Cases.Select(item => Question(item.Options, item.Shape)));
        var script = File.ReadAllText(Repository.PathOf("tests", "Experiments.Tests", "Models", "Reference", "residual_reference.py"));
        return JsonDocument.Parse(PyTorch.Prints($"import json\nCASES = json.loads(r'''{cases}''')\n{script}")).RootElement;
    });

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void A_residual_network_is_the_one_that_PyTorch_computes(string name)
    {
        var index = Array.FindIndex(Cases, item => item.Name == name);
        var expected = s_answers.Value[index];
        using var scope = NewDisposeScope();
        using var model = Cases[index].Options.Build(Cases[index].Shape);
        model.to(ScalarType.Float64);
        Patterns.Fill(model);
        Assert.Equal(expected.GetProperty("parameters").EnumerateArray().Select(line => line.GetString()!), Shapes.Of(model));
        Assert.Equal(expected.GetProperty("buffers").EnumerateArray().Select(line => line.GetString()!),
            model.named_buffers().Select(named => named.Item1));

        var input = Patterns.Of([5, .. Cases[index].Shape.Input], 77);
        var trained = model.call(input);
        (trained * Patterns.Of(trained.shape, 99)).sum().backward();
        AssertClose(expected.GetProperty("trained"), trained);
        foreach (var (gradient, (parameterName, parameter)) in expected.GetProperty("gradients").EnumerateArray()
            .Zip(model.named_parameters()))
        {
            var wanted = gradient.EnumerateArray().Select(number => number.GetDouble()).ToArray();
            var size = 1e-9 * Math.Max(1, wanted[1]);
            Assert.True(Math.Abs((parameter.grad! * Patterns.Of(parameter.shape, 5)).sum().item<double>() - wanted[0])
                <= size * Math.Sqrt(parameter.numel()), $"gradient of {parameterName}");
            Assert.True(Math.Abs(parameter.grad!.pow(2).sum().sqrt().item<double>() - wanted[1]) <= size,
                $"norm of the gradient of {parameterName}");
        }
        model.eval();
        AssertClose(expected.GetProperty("evaluated"), model.call(input));
    }

    [Fact]
    public void A_learned_scale_starts_where_branch_scale_says()
    {
        foreach (var options in new ModelOptions[] { Small with { BranchScale = 0.25, LearnBranchScale = true },
            Perceptron with { BranchScale = 0.25, LearnBranchScale = true } })
        {
            using var model = options.Build(Grey);
            var scales = model.named_parameters().Where(named => named.name.EndsWith(".scale", StringComparison.Ordinal)).ToList();
            Assert.Equal(Layers.Of(model)[0].BranchCount, scales.Count);
            Assert.All(scales, scale => Assert.Equal(0.25f, scale.parameter.item<float>()));
        }
    }

    // The paper states 0.27, 0.46, 0.66, 0.85 and 1.7 million parameters (table 6). The exact numbers are computed by hand: convolutions
    // 9·(3w + …), batch normalisations, and 64·10 + 10.
    [Theory]
    [InlineData(20, "pad", 269_722)]
    [InlineData(32, "pad", 464_154)]
    [InlineData(44, "pad", 658_586)]
    [InlineData(56, "pad", 853_018)]
    [InlineData(110, "pad", 1_727_962)]
    [InlineData(20, "projection", 272_474)]
    public void The_papers_networks_have_the_papers_numbers_of_parameters(int depth, string shortcut, long parameters)
    {
        var n = (depth - 2) / 6;
        var stage1 = (2 * n * 9 * 16 * 16) + (2 * n * 32);
        var stage2 = (9 * 16 * 32) + (((2 * n) - 1) * 9 * 32 * 32) + (2 * n * 64);
        var stage3 = (9 * 32 * 64) + (((2 * n) - 1) * 9 * 64 * 64) + (2 * n * 128);
        var projections = shortcut == "pad" ? 0 : (16 * 32) + 64 + (32 * 64) + 128;
        Assert.Equal(parameters, (9 * 3 * 16) + 32 + stage1 + stage2 + stage3 + projections + 650);
        using var model = new ResNet { Depth = depth, Shortcut = shortcut }.Build(new ModelShape([3, 32, 32], 10));
        Assert.Equal(parameters, Shapes.Count(model));
    }

    private static Dictionary<string, object> Question(ModelOptions options, ModelShape shape)
    {
        var question = new Dictionary<string, object> { ["kind"] = ModelRegistry.Instance.NameOf(options), ["input"] = shape.Input,
            ["outputs"] = shape.Outputs };
        foreach (var property in options.GetType().GetProperties())
        {
            var key = property.GetCustomAttributes(typeof(OptionAttribute), inherit: false).Cast<OptionAttribute>().SingleOrDefault();
            if (key is not null && property.GetValue(options) is { } value and not ActivationOptions)
                question[key.Name] = value;
        }
        return question;
    }

    private static void AssertClose(JsonElement expected, Tensor actual)
    {
        var wanted = expected.EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var given = actual.detach().data<double>().ToArray();
        Assert.Equal(wanted.Length, given.Length);
        foreach (var (want, have) in wanted.Zip(given))
            Assert.True(Math.Abs(want - have) <= 1e-9 * Math.Max(1, Math.Abs(want)), $"{have:R} is not {want:R}");
    }
}
