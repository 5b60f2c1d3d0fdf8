using Experiments.Tests.Runs;
using Xunit.Abstractions;

namespace Experiments.Tests.Initialization;

/// <summary>Compares networks that a config builds and initialises with a PyTorch script (Reference/network_reference.py).</summary>
public sealed class WholeNetworkTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, (ModelOptions Model, ModelShape Shape, string Init)> Networks = new()
    {
        ["kaiming"] = (
            new Mlp { Hidden = [48, 32] }, new ModelShape([1, 8, 8], 10),
            """{ "weight": { "scheme": "kaiming_normal", "nonlinearity": "relu" }, "bias": { "scheme": "zeros" } }"""),
        ["xavier"] = (
            new Mlp { Hidden = [33, 17, 9], Activation = new TanhActivation(), Normalization = "batch", Bias = false },
            new ModelShape([64], 5),
            """{ "weight": { "scheme": "xavier_uniform", "nonlinearity": "tanh" } }"""),
        ["orthogonal"] = (
            new Mlp { Hidden = [40, 40], Activation = new PReluActivation(), Normalization = "layer" }, new ModelShape([7], 3),
            """{ "weight": { "scheme": "orthogonal" }, "bias": { "scheme": "uniform", "a": -0.1, "b": 0.1 } }"""),
        ["softmax_regression"] = (new SoftmaxRegression(), new ModelShape([1, 8, 8], 10), "{}"),
        ["torchvision_policy"] = (
            new Vgg { Channels = "8 8 M 16 M", BatchNorm = true, Hidden = [20] }, new ModelShape([1, 8, 8], 10),
            """
            {
              "weight": { "scheme": "kaiming_normal", "mode": "fan_out", "nonlinearity": "relu" },
              "bias": { "scheme": "constant", "val": 0 },
              "rules": [ { "kind": "linear", "weight": { "scheme": "normal", "std": 0.01 } } ]
            }
            """),
        ["vgg11"] = (new Vgg(), new ModelShape([3, 32, 32], 10), """{ "weight": { "scheme": "torch_default" } }"""),
    };

    [SkippableFact]
    public void A_network_from_a_config_has_the_names_shapes_and_bytes_of_the_same_network_in_PyTorch()
    {
        using var answer = JsonDocument.Parse(PyTorch.Prints(File.ReadAllText(InitCases.PathOf("network_reference.py"))));
        var here = NumericEnvironment.WithOneThread();
        Skip.IfNot(PyTorch.SharesLibtorch(),
            $"bits agree on one library only: PyTorch has {PyTorch.LibtorchFile()}, this process has {EnvironmentRecord.LibtorchFile()}");

        var comparisons = 0;
        foreach (var (name, (model, shape, init)) in Networks)
        {
            foreach (var seed in new[] { 0L, 7L })
            {
                var expected = answer.RootElement.GetProperty(name).GetProperty(seed.ToString(CultureInfo.InvariantCulture))
                    .EnumerateArray()
                        .Select(parameter => Text(parameter.GetProperty("name").GetString()!,
                            parameter.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()),
                            parameter.GetProperty("digest").GetString()!))
                        .ToList();
                Assert.Equal(expected, Describe(model, shape, init, seed));
                comparisons += expected.Count;
            }
        }
        output.WriteLine($"{comparisons} comparisons with PyTorch {here.Libtorch}, bit for bit: all parameters of {Networks.Count} whole "
            + $"networks, two seeds each");
        Assert.Equal(2 * (6 + 10 + 12 + 2 + 16 + 18), comparisons);
    }

    private static List<string> Describe(ModelOptions model, ModelShape shape, string init, long seed)
    {
        using var scope = torch.NewDisposeScope();
        using var network = model.Build(shape);
        Initializer.Apply(network, InitConfig.Read(init), seed);
        var described = new List<string>();
        foreach (var (name, parameter) in network.named_parameters())
            described.Add(Text(name, parameter.shape, InitCases.Digest(parameter)));
        return described;
    }

    private static string Text(string name, IEnumerable<long> shape, string digest) => $"{name} [{string.Join(", ", shape)}] {digest}";
}
