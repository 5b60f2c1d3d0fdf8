namespace Experiments.Tests.Signal.Predict.Propagation.Fluctuations;

/// <summary>Compares batch normalisation in many layers with simulations in NumPy (400 networks each, default_rng(11)).</summary>
public sealed class DeepBatchNormTests
{
    // Σ λ² of the centred kernel after each of ten identity layers of 24 units with batch normalisation, over 32 examples of 24 numbers.
    private static readonly double[] s_orthogonal = [0.0600, 0.0594, 0.0587, 0.0581, 0.0575, 0.0569, 0.0563, 0.0558, 0.0553, 0.0547];
    private static readonly double[] s_independent = [0.0982, 0.1280, 0.1508, 0.1678, 0.1801, 0.1903, 0.1980, 0.2048, 0.2083, 0.2115];

    // Mean of relu(ẑ) after each of ten layers of 100 units, over 32 examples of 40 numbers; standard errors below 0.0002.
    private static readonly double[] s_means = [0.4027, 0.40137, 0.40002, 0.39898, 0.39788, 0.39713, 0.3964, 0.39584, 0.39528, 0.39469];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Orthogonal_layers_keep_all_directions_and_independent_weights_lose_some(bool isOrthogonal)
    {
        using var scope = NewDisposeScope();
        const int Width = 24;
        var weight = new ParameterLaw(0, 1 / Math.Sqrt(Width)) { IsOrthogonal = isOrthogonal };
        var signal = SignalState.Of(SignalStatistics.Of(Examples(32, Width)));
        foreach (var expected in isOrthogonal ? s_orthogonal : s_independent)
        {
            signal = NormSteps.Forward(ForwardSteps.Weighted(signal, new WeightedStage("", weight, ParameterLaw.Zero, Width, Width)),
                new NormStage(OverBatch: true, Epsilon: 0));
            signal = ForwardSteps.AbsorbSample(signal);
            Assert.Equal(expected, NormSteps.SpreadOfVariances(signal) / 2, 0.12 * expected);
        }
    }

    [Fact]
    public void Means_after_rectifiers_fall_as_the_lengths_of_the_examples_diverge()
    {
        using var scope = NewDisposeScope();
        var signal = SignalState.Of(SignalStatistics.Of(Examples(32, 40)));
        for (var layer = 0; layer < s_means.Length; layer++)
        {
            var units = layer == 0 ? 40 : 100;
            signal = NormSteps.Forward(
                ForwardSteps.Weighted(signal, new WeightedStage("", new ParameterLaw(0, 1), ParameterLaw.Zero, units, 100)),
                new NormStage(OverBatch: true, Epsilon: 0));
            Assert.Equal(s_means[layer], PooledMoments.Of(signal, new ReluActivation()).Mean.Value, 0.003);
            signal = ForwardSteps.Activation(signal, new ReluActivation());
        }
    }

    private static Tensor Examples(int count, int features) =>
        sin(0.37 * arange(count * features, dtype: ScalarType.Float64, device: CPU).square()).reshape(count, features);
}
