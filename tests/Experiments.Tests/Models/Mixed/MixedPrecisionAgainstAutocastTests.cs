namespace Experiments.Tests.Models;

/// <summary>
/// Compares networks in bfloat16 with the same networks in PyTorch under <c>torch.autocast</c>: outputs in training and evaluation, loss
/// and gradients. Results are bit-identical if both use the same libtorch. Otherwise, each vector may differ by a few units of bfloat16's
/// last place, 2⁻⁸, relative to its norm.
/// </summary>
public sealed class MixedPrecisionAgainstAutocastTests
{
    private static readonly ModelShape Images = new([2, 8, 8], 5);
    private static readonly Vgg SmallVgg = new() { Channels = "8 M 16", BatchNorm = true };

    private static readonly (string Name, ModelOptions Options)[] Cases =
    [
        ("mlp", new Mlp { Hidden = [24, 16] }),
        ("mlp, tanh", new Mlp { Hidden = [24, 16], Activation = new TanhActivation() }),
        ("mlp, batch", new Mlp { Hidden = [24], Normalization = "batch" }),
        ("mlp, layer", new Mlp { Hidden = [24], Normalization = "layer" }),
        ("mlp, standardised", new Mlp { Hidden = [24], Normalization = "batch", WeightStandardization = true }),
        ("softmax", new SoftmaxRegression()),
        ("vgg", SmallVgg),
        ("vgg, standardised", SmallVgg with { WeightStandardization = true }),
    ];

    private static readonly Lazy<JsonElement> s_answers = new(() =>
    {
        var script = File.ReadAllText(Repository.PathOf("tests", "Experiments.Tests", "Models", "Reference", "autocast_reference.py"));
        var names = JsonSerializer.Serialize(Cases.Select(item => item.Name));
        return JsonDocument.Parse(PyTorch.Prints($"import json\nNAMES = json.loads(r'''{names}''')\n{script}")).RootElement;
    });

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void A_network_in_bfloat16_is_the_one_that_autocast_computes(string name)
    {
        var expected = s_answers.Value.GetProperty(name);
        using var scope = NewDisposeScope();
        using var model = Cases.Single(item => item.Name == name).Options.Build(Images);
        Patterns.Fill(model);
        MixedPrecision.Apply(model);
        var inputs = Patterns.Of([6, 2, 8, 8], 77).to(ScalarType.Float32);

        var trained = model.call(inputs);
        var loss = functional.cross_entropy(trained, arange(6).remainder(5));
        loss.backward();
        model.eval();
        using var noGradients = no_grad();
        var evaluated = model.call(inputs);

        Assert.Equal(ScalarType.Float32, trained.dtype);
        AssertAre(Numbers(expected.GetProperty("trained")), Numbers(trained));
        AssertAre(Numbers(expected.GetProperty("evaluated")), Numbers(evaluated));
        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss.item<float>(), PyTorch.SharesLibtorch() ? 0 : 0.01);
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.grad!.dtype));
        // Compares all gradients as one vector, because the gradient of a bias before batch normalisation consists of rounding errors only.
        AssertAre(
            [.. expected.GetProperty("gradients").EnumerateArray().SelectMany(Numbers)],
            [.. model.parameters().SelectMany(parameter => Numbers(parameter.grad!))]);
    }

    private static float[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetSingle())];

    private static float[] Numbers(Tensor tensor) => tensor.detach().data<float>().ToArray();

    private static void AssertAre(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        if (PyTorch.SharesLibtorch())
        {
            Assert.Equal(expected, actual);
            return;
        }
        // Two libraries round sums of bfloat16 products differently. An input of an activation near its kink may therefore be on different
        // sides of the kink.
        var difference = Length(expected.Zip(actual, (want, have) => want - have));
        Assert.True(difference <= 8 * Math.Pow(2, -8) * Length(expected),
            $"Lengths: difference {difference:R}, numbers {Length(expected):R}");
    }

    private static double Length(IEnumerable<float> numbers) => Math.Sqrt(numbers.Sum(number => (double)number * number));
}
