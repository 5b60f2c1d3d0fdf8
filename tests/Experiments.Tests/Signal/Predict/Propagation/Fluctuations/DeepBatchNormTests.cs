namespace Experiments.Tests.Signal.Predict.Propagation.Fluctuations;

/// <summary>Compares batch normalisation with simulations in NumPy.</summary>
public sealed class DeepBatchNormTests
{
    // Σ λ² of the centred kernel after each of ten identity layers of 24 units with batch normalisation, over 32 examples of 24
    // numbers: means over 400 networks, default_rng(11), standard errors below 1 %.
    private static readonly double[] s_orthogonal = [0.0600, 0.0594, 0.0587, 0.0581, 0.0575, 0.0569, 0.0563, 0.0558, 0.0553, 0.0547];
    private static readonly double[] s_independent = [0.0982, 0.1280, 0.1508, 0.1678, 0.1801, 0.1903, 0.1980, 0.2048, 0.2083, 0.2115];

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
    public void The_second_moment_of_a_long_example_is_reduced_by_the_division()
    {
        // Four pairs x and −x in orthogonal directions with shares λ of the variance. The means of λ w² / s² over 10⁶ draws in NumPy are
        // those of NarrowBatchNormTests. With two of the eight examples in a direction, E ẑ² is 4 λ w² / s². A division of all units by the
        // same number would keep 4 λ, which is 2 for the first pair.
        using var scope = NewDisposeScope();
        double[] shares = [0.5, 0.25, 0.15, 0.1];
        double[] simulated = [0.4062, 0.2657, 0.1878, 0.1403];
        var examples = zeros([8, 4], dtype: ScalarType.Float64, device: CPU);
        for (var direction = 0; direction < 4; direction++)
        {
            examples[2 * direction, direction] = Math.Sqrt(8 * shares[direction]);
            examples[(2 * direction) + 1, direction] = -Math.Sqrt(8 * shares[direction]);
        }
        var signal = NormSteps.Forward(
            ForwardSteps.Weighted(SignalState.Of(SignalStatistics.Of(examples)),
                new WeightedStage("", new ParameterLaw(0, 1), ParameterLaw.Zero, 4, 500)),
            new NormStage(OverBatch: true, Epsilon: 0));
        for (var direction = 0; direction < 4; direction++)
            Assert.Equal(4 * simulated[direction], signal.Second[2 * direction], 0.01);
    }

    private static Tensor Examples(int count, int features) =>
        sin(0.37 * arange(count * features, dtype: ScalarType.Float64, device: CPU).square()).reshape(count, features);
}
