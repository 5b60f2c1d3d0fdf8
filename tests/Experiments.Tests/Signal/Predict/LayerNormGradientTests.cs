namespace Experiments.Tests.Signal.Predict;

/// <summary>Tests the gradient with layer normalisation.</summary>
public sealed class LayerNormGradientTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(-3)]
    public void A_constant_bias_before_layer_normalisation_changes_no_gradient(double bias)
    {
        // Because LN(z + c) = LN(z), the network with a constant bias computes the same function, so its gradients are the same.
        var (with, without) = (Gradients(bias), Gradients(0));
        Assert.Equal(without.Count, with.Count);
        Assert.All(without.Zip(with), pair =>
        {
            Assert.Equal(pair.First.Value, pair.Second.Value, 1e-6 * pair.First.Value);
            Assert.Equal(pair.First.High, pair.Second.High, 1e-3 * pair.First.High);
        });
    }

    [Fact]
    public void A_deep_network_with_layer_normalisation_and_a_constant_bias_has_its_measured_gradients()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4, CPU);
        var inputs = randn([48, 30], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var targets = randint(0, 10, [48], dtype: ScalarType.Int64, device: CPU, generator: generator);
        var model = new Mlp { Hidden = [.. Enumerable.Repeat(90, 12)], Normalization = "layer", Activation = new TanhActivation() };
        var init = new InitOptions { Weight = new LecunNormalScheme(), Bias = new ConstantScheme { Value = 0.8 } };
        var gradients = Comparison.OfSeeds(model, init, inputs, targets, outputs: 10, seeds: 3).SelectMany(seed => seed)
            .Where(one => one.Name.EndsWith("gradient", StringComparison.Ordinal)).ToList();
        Assert.Equal(3 * 12, gradients.Count);
        Assert.True(gradients.Count(one => !one.Predicted.Contains(one.Measured)) <= 1,
            string.Join('\n', gradients.Where(one => !one.Predicted.Contains(one.Measured))));
    }

    private static List<Predicted> Gradients(double bias)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        const int Width = 60;
        var stages = new List<Stage>();
        for (var layer = 0; layer < 4; layer++)
        {
            stages.Add(new WeightedStage($"layer{layer}", new ParameterLaw(0, Math.Sqrt(2.0 / Width)), new ParameterLaw(bias, 0), Width,
                Width));
            stages.Add(new NormStage(OverBatch: false, Epsilon: 0));
            stages.Add(new ActivationStage(new ReluActivation()));
        }
        stages.Add(new WeightedStage("last", new ParameterLaw(0, 0.1), ParameterLaw.Zero, Width, 10));
        Tensor Normal(params long[] shape) => randn(shape, dtype: ScalarType.Float32, device: CPU, generator: generator);
        var layers = SignalTheory.Predict(new NetworkPath(stages), SignalStatistics.Of(Normal(20, Width)),
            new Dictionary<string, SignalStatistics>(),
            new Dictionary<string, SignalStatistics> { ["last"] = SignalStatistics.Of(Normal(20, 10)) });
        return [.. layers.Select(layer => layer.Gradient).OfType<Predicted>()];
    }
}
