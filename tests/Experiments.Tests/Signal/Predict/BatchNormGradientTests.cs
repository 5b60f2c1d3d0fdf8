namespace Experiments.Tests.Signal.Predict;

/// <summary>Tests gradients of networks with batch normalisation, against numbers from the literature and from algebra.</summary>
public sealed class BatchNormGradientTests
{
    [Fact]
    public void With_batch_normalisation_and_ReLU_the_gradient_grows_by_pi_over_pi_minus_one_per_layer()
    {
        // The factor is π / (π − 1) = 1.467 for large batches of uncorrelated examples (Yang et al., A mean field theory of batch
        // normalization, 2019).
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        const int Width = 20_000;
        var stages = new List<Stage>();
        for (var layer = 1; layer <= 4; layer++)
        {
            stages.Add(new WeightedStage($"layer{layer}", new ParameterLaw(0, Math.Sqrt(2.0 / Width)), ParameterLaw.Zero, Width, Width));
            stages.Add(new NormStage(OverBatch: true, Epsilon: 0));
            stages.Add(new ActivationStage(new ReluActivation()));
        }
        stages.Add(new WeightedStage("last", new ParameterLaw(0, Math.Sqrt(2.0 / Width)), ParameterLaw.Zero, Width, 400));
        Tensor Normal(params long[] shape) => randn(shape, dtype: ScalarType.Float32, device: CPU, generator: generator);
        // The sample has as many directions as examples, so the variance of a channel hardly fluctuates.
        var input = SignalStatistics.Of(eye(500, Width, dtype: ScalarType.Float32, device: CPU) * Math.Sqrt(Width));
        var gradient = new Dictionary<string, SignalStatistics> { ["last"] = SignalStatistics.Of(Normal(500, 400)) };
        var layers = SignalTheory.Predict(new NetworkPath(stages), input, new Dictionary<string, SignalStatistics>(), gradient);
        for (var layer = 0; layer < 2; layer++)
            Assert.Equal(Math.PI / (Math.PI - 1), layers[layer].Gradient!.Value / layers[layer + 1].Gradient!.Value, 0.05);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(40)]
    public void Dividing_by_the_variance_of_n_equal_directions_has_the_moments_of_an_inverse_chi_square(int n)
    {
        // The expected values follow from E 1/χ²_n = 1 / (n − 2), E 1/χ⁴_n = 1 / ((n − 2)(n − 4)), and s² = χ²_n / n.
        var (mean, spread) = InverseVariance.Of([.. Enumerable.Repeat(1.0 / n, n)]);
        Assert.Equal(n / (n - 2.0), mean, 1e-4);
        Assert.Equal(((n - 2.0) / (n - 4.0)) - 1, spread, 2e-2);
    }

    [Fact]
    public void Channels_of_unequal_variance_count_by_its_inverse()
    {
        // Half of the channels are the sum of a shortcut with second moment 2 and a branch with second moment 1; the other half contain
        // only the branch. The variances are 3 and 1, the average is 2, and E 2/v = (2/3 + 2) / 2.
        using var scope = NewDisposeScope();
        var classes = ChannelClasses.One.BesideZeros(0.5).Plus(share: 0.5);
        var signal = SignalState.Of(SignalStatistics.Of(full([4, 6], 2.0, dtype: ScalarType.Float32, device: CPU).sqrt()));
        Assert.Equal(4.0 / 3, classes.Average(classes.Inverses(signal)), 1e-5);
    }
}
