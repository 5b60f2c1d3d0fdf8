using Experiments.Tests.Initialization;
using Experiments.Tests.Models;

namespace Experiments.Tests.Examples;

/// <summary>Tests that the documentation's worked examples equal the files compiled here, and that their configs can be read.</summary>
public sealed partial class DocumentedExampleTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("your-own-module.md", "ResidualMlp.cs")]
    [InlineData("your-own-policy.md", "DepthScaledScheme.cs")]
    [InlineData("your-own-data.md", "TwoSpirals.cs")]
    [InlineData("your-own-activation.md", "SineActivation.cs")]
    [InlineData("your-own-activation.zh-CN.md", "SineActivation.cs")]
    [InlineData("your-own-metric.md", "MaxErrorMetric.cs")]
    [InlineData("your-own-metric.zh-CN.md", "MaxErrorMetric.cs")]
    [InlineData("your-own-module.zh-CN.md", "ResidualMlp.cs")]
    [InlineData("your-own-policy.zh-CN.md", "DepthScaledScheme.cs")]
    [InlineData("your-own-data.zh-CN.md", "TwoSpirals.cs")]
    public void The_code_in_the_documentation_is_the_code_that_is_compiled(string page, string example) => Assert.Equal(
        File.ReadAllText(Repository.PathOf("tests", "Experiments.Tests", "Examples", example)).ReplaceLineEndings("\n"),
        Blocks(page, "csharp").Single());

    [Fact]
    public void The_documented_model_is_read_built_initialised_and_trained_a_step()
    {
        var registry = new Registry<ModelOptions>("model", "kind").Add<ResidualMlp>("residual_mlp",
            "A perceptron whose hidden layers add to their input.");
        var options = Read<Holder>(Blocks("your-own-module.md", "json").Single(), registry).Model;
        Assert.Equal(new ResidualMlp { Width = 48, Blocks = 3, Activation = new TanhActivation() }, options);

        using var scope = NewDisposeScope();
        using var model = options.Build(new ModelShape([1, 8, 8], 10));
        var plan = Initializer.Apply(model, new InitOptions { Weight = new AutoScheme() }, 0);
        Assert.Equal(["stem", "blocks.0.linear", "blocks.1.linear", "blocks.2.linear", "classifier"],
            Layers.Of(model).Select(layer => layer.Name));
        Assert.Equal("auto: xavier_normal(mode=fan_avg, gain=1)",
            plan.Parameters.Single(parameter => parameter.Name == "blocks.0.linear.weight").Description);
        var logits = model.call(ones([2, 1, 8, 8], dtype: ScalarType.Float32, device: CPU));
        Assert.Equal([2L, 10L], logits.shape);
        logits.sum().backward();
        Assert.NotNull(model.get_parameter("blocks.2.linear.weight")!.grad);
        Assert.Equal((64 * 48) + 48 + (3 * ((48 * 48) + 48)) + (48 * 10) + 10, Shapes.Count(model));
    }

    [Fact]
    public void The_documented_policy_is_read_and_reaches_the_layers_that_it_says()
    {
        using var model = new Vgg { Channels = "4 M 4", BatchNorm = true, Hidden = [6] }.Build(new ModelShape([1, 8, 8], 10));
        var plan = Initializer.Plan(Layers.Of(model), InitConfig.Read(Blocks("your-own-policy.md", "json").First()));
        Assert.Equal(
            ["lecun_normal", "constant(val=0.5)", "orthogonal(gain=1, nonlinearity=relu)", "constant(val=0.5)", "normal(mean=0, std=0.01)",
                "normal(mean=0, std=0.01)"],
            plan.Parameters.Where(parameter => parameter.Name.EndsWith("weight", StringComparison.Ordinal))
                .Select(parameter => parameter.Description));
    }

    [Fact]
    public void The_documented_rules_for_residual_networks_reach_the_layers_that_they_say()
    {
        using var model = nn.Sequential(nn.Linear(4, 4),
            new Residual(nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 4), nn.BatchNorm1d(4)), shortcut: nn.Linear(4, 4)),
            nn.Linear(4, 2));
        var rules = Blocks("your-own-policy.md", "json").ElementAt(1);
        var plan = Initializer.Plan(Layers.Of(model), InitConfig.Read($$"""{ "weight": "ones", "bias": "ones", "rules": {{rules}} }"""));
        Assert.Equal(
            ["ones", "normal(mean=0, std=0.02/sqrt(branches))", "zeros", "orthogonal(gain=1)", "ones"],
            plan.Parameters.Where(parameter => parameter.Target.Parameter == "weight" && parameter.Layer.Branch?.Position != 0)
                .Select(parameter => parameter.Description));
    }

    [Fact]
    public void The_documented_scheme_draws_with_the_standard_deviation_that_it_promises()
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [200, 200, 200] }.Build(new ModelShape([200], 2));
        var scheme = new DepthScaledScheme();
        foreach (var layer in Layers.Of(model).Where(layer => layer.IsHidden))
        {
            var target = new InitTarget(layer, "weight", layer.WeightShape);
            Assert.Equal(Math.Sqrt(2.0 / 200) / 2, scheme.Law(target)!.Std, 1e-15);
            var drawn = empty([200, 200], dtype: ScalarType.Float32, device: CPU);
            using var generator = new Generator(1, device: CPU);
            scheme.Fill(drawn, target, generator);
            // The tolerance is five relative standard errors of a sampled variance, each √(2 / N). Without the division, the variance would
            // be four times as large.
            Assert.InRange(new Initialization.Sample(drawn.data<float>().ToArray()).Variance / (2.0 / 200 / 4),
                1 - (5 * Math.Sqrt(2.0 / 40_000)), 1 + (5 * Math.Sqrt(2.0 / 40_000)));
        }
        Assert.NotNull(scheme.Objection(new InitTarget(Layers.Of(model)[0], "bias", [200])));
    }

    [Fact]
    public void The_documented_data_set_is_read_and_split()
    {
        var registry = new Registry<DataOptions>("data", "kind").Add<TwoSpirals>("two_spirals", "Two spirals in the plane, a class each.");
        var options = Read<DataHolder>(Blocks("your-own-data.md", "json").Single(), registry, "data").Data;
        using var data = options.Load(new DataContext([], CPU, ScalarType.Float32));
        Assert.Equal((280, 40, 80), (data.Train.Count, data.Validation!.Count, data.Test!.Count));
        foreach (var split in new[] { data.Train, data.Validation, data.Test })
        {
            var (points, labels) = (split.Inputs.data<float>().ToArray(), split.Targets.data<long>().ToArray());
            for (var i = 0; i < labels.Length; i++)
            {
                // Without noise, a point at distance r from the centre has the angle 3πr on the first spiral and 3πr + π on the second
                // spiral.
                var (x, y) = (points[2 * i], points[(2 * i) + 1]);
                var r = Math.Sqrt((x * x) + (y * y));
                var angle = (3 * Math.PI * r) + (labels[i] * Math.PI);
                Assert.Equal(r * Math.Cos(angle), x, 1e-4);
                Assert.Equal(r * Math.Sin(angle), y, 1e-4);
            }
        }
    }

    [Fact]
    public void The_documented_activation_is_read_and_theory_knows_its_moments()
    {
        var registry = new Registry<ActivationOptions>("activation", "kind").Add<SineActivation>("sine", "sin(omega · z).");
        File.WriteAllText(_file, $$"""{ "activation": {{Blocks("your-own-activation.md", "json").Single()}} }""");
        var catalog = new OptionCatalog(typeof(ActivationHolder), [registry]);
        var document = ConfigReader.Resolve(catalog, _file, []).Document;
        var sine = ((ActivationHolder)new OptionBinder(catalog).Bind(document, typeof(ActivationHolder))).Activation;
        Assert.Equal(new SineActivation { Omega = 2 }, sine);
        // E sin²(ωz) = (1 − exp(−2ω²)) / 2 for z ~ N(0, 1).
        Assert.Equal(1 / Math.Sqrt((1 - Math.Exp(-8)) / 2), Gains.VariancePreserving(sine), 1e-9);
        using var scope = NewDisposeScope();
        using var module = sine.Build();
        Assert.Equal(sine, sine.Recognise(module));
        var z = tensor([0.5], dtype: ScalarType.Float64, device: CPU, requires_grad: true);
        var value = module.call(z);
        value.backward();
        Assert.Equal(Math.Sin(1), value.item<double>(), 1e-15);
        Assert.Equal(2 * Math.Cos(1), z.grad!.item<double>(), 1e-15);
    }

    [Fact]
    public void The_documented_metric_is_the_largest_error_over_all_batches()
    {
        using var scope = NewDisposeScope();
        var sum = new MaxErrorMetric().Start(new DataDescription(TaskKind.Regression, [1], 1, [], []), new MseLoss());
        sum.Add(new MetricBatch(tensor([1.0, -2.0], device: CPU), tensor([0.5, 1.0], device: CPU), new MseLoss()));
        sum.Add(new MetricBatch(tensor([4.0], device: CPU), tensor([4.0], device: CPU), new MseLoss()));
        Assert.Equal(3, sum.Value(3));
    }

    private T Read<T>(string choice, IRegistry registry, string key = "model")
    {
        File.WriteAllText(_file, $$"""{ "{{key}}": {{choice}} }""");
        var catalog = new OptionCatalog(typeof(T), [registry, ActivationRegistry.Instance]);
        return (T)new OptionBinder(catalog).Bind(ConfigReader.Resolve(catalog, _file, []).Document, typeof(T));
    }

    private static IEnumerable<string> Blocks(string page, string language) =>
        Fence().Matches(File.ReadAllText(Repository.PathOf("docs", page)).ReplaceLineEndings("\n"))
            .Where(match => match.Groups["language"].Value == language)
            .Select(match => match.Groups["text"].Value);

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    private sealed record Holder
    {
        [Option("model", "The network.", Required = true)]
        public ModelOptions Model { get; init; } = null!;
    }

    private sealed record ActivationHolder
    {
        [Option("activation", "The activation.", Required = true)]
        public ActivationOptions Activation { get; init; } = null!;
    }

    private sealed record DataHolder
    {
        [Option("data", "The data set.", Required = true)]
        public DataOptions Data { get; init; } = null!;
    }
}
