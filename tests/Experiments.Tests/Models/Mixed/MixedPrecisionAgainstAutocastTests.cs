namespace Experiments.Tests.Models;

/// <summary>
/// Networks in bfloat16 against the same ones written out in PyTorch under <c>torch.autocast</c>: outputs in training and in evaluation,
/// loss and gradients. Bit for bit where both use one libtorch, otherwise to a few units of bfloat16's last place, 2⁻⁸.
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
        AssertAre(expected.GetProperty("trained"), trained);
        AssertAre(expected.GetProperty("evaluated"), evaluated);
        Assert.Equal(expected.GetProperty("loss").GetDouble(), loss.item<float>(), PyTorch.SharesLibtorch() ? 0 : 0.01);
        foreach (var (gradient, parameter) in expected.GetProperty("gradients").EnumerateArray().Zip(model.parameters()))
        {
            Assert.Equal(ScalarType.Float32, parameter.grad!.dtype);
            AssertAre(gradient, parameter.grad);
        }
    }

    private static void AssertAre(JsonElement expected, Tensor actual)
    {
        var wanted = expected.EnumerateArray().Select(number => number.GetSingle()).ToArray();
        var given = actual.detach().data<float>().ToArray();
        if (PyTorch.SharesLibtorch())
        {
            Assert.Equal(wanted, given);
            return;
        }
        var size = Math.Sqrt(wanted.Sum(value => (double)value * value) / wanted.Length);
        Assert.Equal(wanted.Length, given.Length);
        foreach (var (want, have) in wanted.Zip(given))
            Assert.True(Math.Abs(want - have) <= 8 * Math.Pow(2, -8) * Math.Max(size, Math.Abs(want)), $"{have:R} is not {want:R}");
    }
}
