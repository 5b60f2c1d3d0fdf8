namespace Experiments.Tests.Signal.Predict.Propagation;

/// <summary>Tests sums of few weights whose fourth moment differs from that of a normal distribution.</summary>
public sealed class HeavyTailsTests
{
    private const double OfUniform = -1.2;

    [Theory]
    [InlineData(OfUniform)]
    [InlineData(0)]
    [InlineData(4)]
    public void The_spread_of_a_first_convolution_equals_that_of_its_quadratic_form(double excess)
    {
        // The mean of z² over examples and positions is wᵀAw for each channel, where A contains the second moments of the patches. The
        // variance of this mean is σ⁴ (2 tr A² + κ Σ A_ii²).
        const int Channels = 16;
        const double Deviation = 0.4;
        using var scope = NewDisposeScope();
        using var generator = new Generator(11, CPU);
        // All examples and positions are in the sample, so there is no sampling error.
        var images = randn([24, 1, 2, 4], dtype: ScalarType.Float32, device: CPU, generator: generator) + 0.4f;
        var patches = functional.unfold(images, 3, padding: 1).permute(0, 2, 1).reshape(-1, 9).to(ScalarType.Float64);
        var moments = patches.t().mm(patches) / patches.shape[0];
        var value = Deviation * Deviation * moments.trace().item<double>();
        var variance = Math.Pow(Deviation, 4) * ((2 * moments.mm(moments).trace().item<double>())
            + (excess * moments.diagonal().square().sum().item<double>())) / Channels;

        var predicted = First(images, new ParameterLaw(0, Deviation) { ExcessKurtosis = excess }, Channels,
            new KernelGeometry(new KernelAxis(3, Padding: 1), new KernelAxis(3, Padding: 1))).PreActivation!.SecondMoment;
        Assert.Equal(value, predicted.Value, value * 1e-4);
        Assert.Equal(Math.Sqrt(variance), predicted.Deviation, 0.02 * Math.Sqrt(variance));
    }

    [Fact]
    public void A_rectified_sum_of_two_uniform_weights_has_the_mean_of_a_triangular_density()
    {
        // w₁ + w₂ with w uniform on ±a has a triangular density on ±2a, with E relu = a / 3. For a normal variable with the same variance,
        // E relu is a / √(3π), which is 2.3 % less.
        using var scope = NewDisposeScope();
        const double Bound = 0.9;
        var predicted = First(ones([24, 2], dtype: ScalarType.Float32, device: CPU),
            new ParameterLaw(0, Bound / Math.Sqrt(3)) { ExcessKurtosis = OfUniform }, outputs: 500, window: null).Activation!.Mean;
        Assert.Equal(Bound / 3, predicted.Value, 0.005 * Bound / 3);
        Assert.NotEqual(Bound / Math.Sqrt(3 * Math.PI), predicted.Value, 0.015 * Bound / 3);
    }

    [Fact]
    public void A_uniform_bias_changes_the_fluctuation_of_the_squares_by_its_kurtosis()
    {
        // z = w x + b with E (w x)² = E b² = 1 over one example. The variance of z² is 3 · 2² + κ − 2² = 8 − 1.2 with κ = E b⁴ − 3 (E b²)²,
        // and the excess kurtosis of z is κ / 2².
        using var scope = NewDisposeScope();
        const int Units = 50;
        var signal = ForwardSteps.Weighted(SignalState.Of(SignalStatistics.Of(ones([1, 4], dtype: ScalarType.Float64, device: CPU))),
            new WeightedStage("layer", new ParameterLaw(0, 0.5), new ParameterLaw(0, 1) { ExcessKurtosis = OfUniform }, 4, Units));
        Assert.Equal(Math.Sqrt((8 + OfUniform) / Units), PooledMoments.Of(signal, null).SecondMoment.Deviation, 1e-6);
        Assert.Equal(OfUniform / 4, signal.ExcessKurtosis, 1e-12);
    }

    [Fact]
    public void Gradients_at_the_positions_of_a_flattened_image_come_from_independent_weights()
    {
        // The relative standard deviation of mean (g W)² over 20,000 draws in NumPy, with g below [16, 10] and W [10, 12] uniform on ±1.
        // For normal weights it is 0.151.
        using var scope = NewDisposeScope();
        const double Expected = 0.1120;
        var g = sin(0.37 * arange(160, dtype: ScalarType.Float64, device: CPU).square()).reshape(16, 10);
        var input = SignalState.Of(SignalStatistics.Of(ones([16, 3, 2, 2], dtype: ScalarType.Float64, device: CPU)));
        var stage = new WeightedStage("layer", new ParameterLaw(0, 1 / Math.Sqrt(3)) { ExcessKurtosis = OfUniform }, ParameterLaw.Zero,
            12, 10);
        var source = SignalStatistics.Of(g);
        var predicted = BackwardSteps.Weighted(Gradient.Of(source, PointSet.Spread(source, 1)), stage, input).Pooled();
        Assert.Equal(Expected, predicted.Deviation / predicted.Value, 0.02 * Expected);
    }

    [Theory]
    [InlineData(1e25f)]
    [InlineData(1e37f)]
    [InlineData(1e-30f)]
    public void The_size_of_a_signal_does_not_change_the_similarity_of_its_squares(float size)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(12, CPU);
        var images = randn([24, 2, 2, 3], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var window = new KernelGeometry(new KernelAxis(3, Padding: 1), new KernelAxis(3, Padding: 1));
        double[] Of(Tensor batch)
        {
            var source = SignalStatistics.Of(batch);
            var likeness = PatchProducts.OfSquares(source, PointSet.Spread(source, source.Positions), window);
            return [.. Enumerable.Range(0, 10).Select(point => likeness(point, 9 - point))];
        }
        Assert.All(Of(images).Zip(Of(images * size)), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * pair.First));
    }

    private static LayerPrediction First(Tensor inputs, ParameterLaw weight, int outputs, KernelGeometry? window)
    {
        var path = new NetworkPath([
            new WeightedStage("first", weight, ParameterLaw.Zero, (int)inputs.shape[1], outputs, window),
            new ActivationStage(new ReluActivation())]);
        var nothing = new Dictionary<string, SignalStatistics>();
        return SignalTheory.Predict(path, SignalStatistics.Of(inputs), nothing, nothing).Single();
    }
}
