namespace Experiments.Tests.Signal.Predict;

/// <summary>Tests batch normalisation after layers with few units. Few units span few directions.</summary>
public sealed class NarrowBatchNormTests
{
    // Variance of tanh(2 ẑ) after each of eight layers of 16 units with batch normalisation, over 64 orthonormal examples. The numbers are
    // means over 600 networks in NumPy, with standard errors below 0.1 %. With as many directions as examples, the variance would stay near
    // 0.625.
    private static readonly double[] s_simulated = [0.6382, 0.6486, 0.6559, 0.6616, 0.6647, 0.6663, 0.6680, 0.6688];

    [Fact]
    public void Variances_after_narrow_layers_equal_those_of_a_simulation()
    {
        using var scope = NewDisposeScope();
        const int Examples = 64;
        const int Width = 16;
        var stages = new List<Stage>();
        for (var layer = 0; layer < s_simulated.Length; layer++)
        {
            stages.Add(new WeightedStage($"layer{layer}", new ParameterLaw(0, 1), ParameterLaw.Zero, layer == 0 ? Examples : Width, Width));
            stages.Add(new NormStage(OverBatch: true, Epsilon: 0));
            stages.Add(new ActivationStage(new ScaledTanhActivation { Amplitude = 1, Slope = 2 }));
        }
        var nothing = new Dictionary<string, SignalStatistics>();
        var layers = SignalTheory.Predict(new NetworkPath(stages),
            SignalStatistics.Of(eye(Examples, dtype: ScalarType.Float32, device: CPU)), nothing, nothing);
        Assert.All(s_simulated.Zip(layers),
            pair => Assert.Equal(pair.First, pair.Second.Activation!.Variance.Value, 0.02 * pair.First));
    }

    // The eigenvalues λ. The tests compare E λ_i w_i² / s², E |w|² / 6 s² and E 1/s² with means over 10⁶ draws in NumPy, with w in six
    // dimensions and s² = Σ λ_i w_i² over four of these dimensions.
    private static readonly double[] s_eigenvalues = [0.5, 0.25, 0.15, 0.1];

    [Fact]
    public void Dividing_by_the_variance_changes_the_eigenvalues_of_the_kernel()
    {
        var behind = InverseVariance.Normalised(s_eigenvalues);
        Assert.All(behind.Zip([0.4062, 0.2657, 0.1878, 0.1403]), pair => Assert.Equal(pair.Second, pair.First, 0.002));
        Assert.Equal(2.266, InverseVariance.Of(s_eigenvalues).Mean, 0.02);
    }

    [Fact]
    public void With_long_weights_the_gradient_grows_by_less_than_the_mean_inverse_variance()
    {
        using var scope = NewDisposeScope();
        // The examples are pairs x and −x, so that the mean is 0. The four directions have the given shares of the variance.
        var examples = zeros([8, 4], dtype: ScalarType.Float64, device: CPU);
        for (var direction = 0; direction < 4; direction++)
        {
            examples[2 * direction, direction] = Math.Sqrt(16 * s_eigenvalues[direction]);
            examples[(2 * direction) + 1, direction] = -Math.Sqrt(16 * s_eigenvalues[direction]);
        }
        var signal = SignalState.Of(SignalStatistics.Of(examples));
        Assert.Equal(2.266, InverseVariance.Of(signal).Mean, 0.02);
        Assert.Equal(1.508, InverseVariance.Of(signal, inputs: 6).Mean, 0.01);
        Assert.Equal(1, InverseVariance.Of(SignalState.Of(SignalStatistics.Of(
            cat([eye(4, dtype: ScalarType.Float64, device: CPU), -eye(4, dtype: ScalarType.Float64, device: CPU)]))),
            inputs: 4).Mean, 0.002);
    }
}
