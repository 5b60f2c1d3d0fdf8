namespace Experiments.Tests.Signal.Predict;

public sealed class PairCorrelationTests
{
    // Two inputs of four features. NumPy: the recursion of the three second moments by 101-point Gauss-Hermite quadrature, for tanh with
    // σ_b² = 0.05; layers 1, 2, 6, 11 and 21.
    [Theory]
    [InlineData(1.3, 0.1875, 0.2241039095, 0.5249840458, 0.7705367522, 0.9414320399)]
    [InlineData(2.5, 0.1776315789, 0.1762497555, 0.2535767044, 0.3276645948, 0.3991700725)]
    public void The_correlation_of_two_inputs_follows_the_recursion_in_both_phases(double weightVariance, params double[] expected)
    {
        using var inputs = torch.tensor(new[] { 2f, 0, 1, -1, 0, 1, 2, 1 }).reshape(2, 4);
        var layers = Predict(SignalStatistics.Of(inputs), weightVariance, 0.05);
        Assert.Equal(expected.Select(value => Math.Round(value, 5)),
            new[] { 0, 1, 5, 10, 20 }.Select(layer => Math.Round(layers[layer].InputCorrelation!.Value, 5)));
    }

    // The correlation of the first layer follows from the inputs alone: (σ_w² x·y / 4 + σ_b²) / …, with x·x = 6, y·y = 6 and x·y = 1.
    [Fact]
    public void In_the_first_layer_the_bias_makes_inputs_more_similar()
    {
        using var inputs = torch.tensor(new[] { 2f, 0, 1, -1, 0, 1, 2, 1 }).reshape(2, 4);
        Assert.Equal(1.0 / 6, Predict(SignalStatistics.Of(inputs), 1, 0)[0].InputCorrelation!.Value, 1e-9);
        Assert.Equal((0.25 + 3) / (1.5 + 3), Predict(SignalStatistics.Of(inputs), 1, 3)[0].InputCorrelation!.Value, 1e-9);
    }

    [Fact]
    public void A_single_example_has_no_correlation()
    {
        using var inputs = torch.ones(1, 4);
        Assert.All(Predict(SignalStatistics.Of(inputs), 1, 0.1), layer => Assert.Null(layer.InputCorrelation));
    }

    private static IReadOnlyList<LayerPrediction> Predict(SignalStatistics inputs, double weightVariance, double biasVariance)
    {
        var stages = new List<Stage>();
        for (var layer = 0; layer < 21; layer++)
        {
            var fan = layer == 0 ? 4 : 1000;
            stages.Add(new WeightedStage($"layer{layer}", new ParameterLaw(0, Math.Sqrt(weightVariance / fan)),
                new ParameterLaw(0, Math.Sqrt(biasVariance)), fan, 1000));
            stages.Add(new ActivationStage(new TanhActivation()));
        }
        var nothing = new Dictionary<string, SignalStatistics>();
        return SignalTheory.Predict(new NetworkPath(stages), inputs, nothing, nothing);
    }
}
