namespace Experiments.Tests.Signal.Predict.Propagation;

/// <summary>Compares predictions with simulations in NumPy, for a normalisation directly after a layer with weights.</summary>
public sealed class NormStepsTests
{
    private const double OfUniform = -1.2;

    [Theory]
    [InlineData(false, 1.696, 1.1305)]
    [InlineData(true, 1.1305, 1.1305)]
    public void Gradients_before_and_after_the_weights_below_a_batch_normalisation_equal_those_of_a_simulation(bool orthogonal,
        double between, double below)
    {
        // The expected numbers are from NumPy's default_rng(3), with 5000 repetitions: W [50, 6] and g [8, 50] are normal, Z = X Wᵀ, ẑ = (Z
        // − mean) / s over the 8 rows of X below, g_z = (g − mean g − ẑ · mean(ẑ g)) / s. The two numbers are the means of g_z² and of (g_z
        // W)² / 50, each times the mean of s², with standard errors of 0.6 %. If all rows of W have the same length (orthogonal weights),
        // both means equal the second number.
        using var scope = NewDisposeScope();
        double[] shares = [0.5, 0.25, 0.15, 0.1];
        var examples = zeros([8, 6], dtype: ScalarType.Float64, device: CPU);
        for (var direction = 0; direction < 4; direction++)
        {
            examples[2 * direction, direction] = Math.Sqrt(8 * shares[direction]);
            examples[(2 * direction) + 1, direction] = -Math.Sqrt(8 * shares[direction]);
        }
        const int Units = 8;
        var stage = new WeightedStage("layer", new ParameterLaw(0, 1) { IsOrthogonal = orthogonal }, ParameterLaw.Zero, 6, Units);
        var input = SignalState.Of(SignalStatistics.Of(examples));
        var signal = ForwardSteps.Weighted(input, stage);
        // Uncorrelated gradients with second moment 1.
        var above = Gradient.Of(SignalStatistics.Of(eye(8, Units, dtype: ScalarType.Float64, device: CPU) * Math.Sqrt(8)), signal.Points);
        var normed = NormSteps.Backward(above, new NormStage(OverBatch: true, Epsilon: 0), signal);
        var passed = BackwardSteps.Weighted(normed, stage, input);
        var variance = NormSteps.BatchVariance(signal);
        Assert.Equal(between, normed.Second.Average() * variance, 0.02 * between);
        Assert.Equal(below, passed.Second.Average() / Units * variance, 0.02 * below);
        Assert.Null(passed.BelowWeights);
    }

    // The expected numbers are from NumPy's default_rng(7), with 3000 repetitions: W [20, 10], Z = X Wᵀ, normalised over the 24 rows of X
    // or over the 20 columns. Each number is the mean over rows of E ẑ⁴ / (E ẑ²)² − 3. Orthogonal weights are the first columns of Q from a
    // QR decomposition, with random signs. After batch normalisation, the theory has an error of 0.04 if the directions are unequal; the
    // tolerances allow this error. The excess −0.18 of uniform weights must not be added after batch normalisation and must not be lost
    // after layer normalisation.
    [Theory]
    [InlineData(true, "normal", -0.5494, 0.045)]
    [InlineData(true, "uniform", -0.4812, 0.11)]
    [InlineData(true, "orthogonal", -0.5461, 0.045)]
    [InlineData(false, "normal", -0.2891, 0.015)]
    [InlineData(false, "uniform", -0.3769, 0.07)]
    [InlineData(false, "orthogonal", -0.2866, 0.015)]
    public void Kurtosis_after_a_normalisation_equals_that_of_a_simulation(bool overBatch, string law, double expected, double tolerance)
    {
        using var scope = NewDisposeScope();
        var inputs = sin(0.37 * arange(240, dtype: ScalarType.Float64, device: CPU).square()).reshape(24, 10);
        var weight = new ParameterLaw(0, 1)
        {
            IsOrthogonal = law == "orthogonal",
            ExcessKurtosis = law == "uniform" ? OfUniform : 0,
        };
        var signal = ForwardSteps.Weighted(SignalState.Of(SignalStatistics.Of(inputs)),
            new WeightedStage("layer", weight, ParameterLaw.Zero, 10, 20));
        Assert.Equal(expected, NormSteps.Forward(signal, new NormStage(overBatch, Epsilon: 0)).ExcessKurtosis, tolerance);
    }
}
