namespace Experiments.Tests.Probe;

public sealed class CorrelationDecayTests : IDisposable
{
    private readonly ProbeFixture _probes = new();

    public void Dispose() => _probes.Dispose();

    [Theory]
    [InlineData(1, -0.5, 0.9)]
    [InlineData(0.3, -0.2, 0.8)]
    [InlineData(0.3, 0.6, 0.5)]
    public void An_exact_exponential_has_its_own_depth_scale(double limit, double amplitude, double factor)
    {
        double[] Of(double scale) => [.. Enumerable.Range(0, 8).Select(layer => limit + (scale * amplitude * Math.Pow(factor, layer)))];
        Assert.Equal(-1 / Math.Log(factor), CorrelationDecay.Fit([Of(1), Of(0.5)], limit), 1e-9);
    }

    // NumPy: mean ratio (limit 1) and np.linalg.lstsq through the origin (limit c*), on the recursions of PairCorrelationTests.
    [Theory]
    [InlineData(1, 8.16365564703, 0.2241039095, 0.2934935819, 0.3733060006, 0.4522795319, 0.5249840458)]
    [InlineData(0.446804232344, 12.212832377676, 0.1762497555, 0.1926308949, 0.2132004417, 0.2339827265, 0.2535767044)]
    public void The_fit_is_that_of_numpy(double limit, double expected, params double[] correlations) =>
        Assert.Equal(expected, CorrelationDecay.Fit([correlations], limit), 1e-9);

    [Fact]
    public void Correlations_that_do_not_approach_the_limit_have_no_depth_scale()
    {
        Assert.Equal(double.PositiveInfinity, CorrelationDecay.Fit([[0.5, 0.5, 0.5]], 1));
        Assert.True(double.IsNaN(CorrelationDecay.Fit([[0.5, 0.4, 0.2]], 1)));
        Assert.True(double.IsNaN(CorrelationDecay.Fit([[1, 1, 1]], 1)));
    }

    // ξ_c and c* of tanh at σ_b² = 0.05 from mpmath, as in the tests of the command meanfield. Over a finite depth, the fit differs from
    // ξ_c; a simulation in NumPy (widths 256 and 1024, 5 seeds) gave 3.77 to 3.83 layers at σ_w² = 1 and 7.2 to 9.0 at σ_w² = 3.
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("1", 1, 3.6270, 3.6, 4.0)]
    [InlineData("3", 0.29931764, 9.0514557, 7.2, 9.6)]
    public void Wide_tanh_networks_have_the_predicted_correlations_and_depth_scale_in_both_phases(string scale, double limit, double depth,
        double least, double most)
    {
        var result = Tanh(scale, layers: 16, width: 512, seeds: 6);
        foreach (var layer in result.Layers.SkipLast(1))
        {
            var measured = layer.Of(signal => signal.InputCorrelation)!.Value;
            Assert.Equal(layer.PredictedCorrelation!.Value, measured.Mean, (4 * measured.StandardError) + 0.005);
        }
        var decay = CorrelationDecay.Of(result)!;
        Assert.Equal(limit, decay.Limit, 1e-7);
        Assert.Equal(depth, decay.Depth, 1e-4);
        Assert.InRange(decay.Measured, least, most);
        Assert.Equal(decay.Predicted!.Value, decay.Measured, 4 * decay.StandardError);
        Assert.InRange(decay.StandardError, 0.005 * depth, 0.15 * depth);
    }

    [Fact]
    public void The_text_of_a_probe_names_the_fits()
    {
        Assert.Matches("^Correlation of two inputs by layer: ξ_c fitted to the measured numbers is [0-9.]+ ± [0-9.]+ layers, to the "
            + "predicted numbers [0-9.]+ layers; the theory's value, near c\\*, is 7\\.83 layers\\.$",
            MeanFieldText.Of(Tanh("1.3", layers: 6, width: 40, seeds: 2)).Last());
        Assert.Single(MeanFieldText.Of(Tanh("1.3", layers: 4, width: 40, seeds: 2)));
    }

    // Without a bias, c* is 0 for tanh in the chaotic phase, and Gaussian inputs have about this correlation from the start.
    [Fact]
    public void Without_a_distance_from_the_limit_nothing_is_fitted() =>
        Assert.Null(CorrelationDecay.Of(_probes.Deep(6, 60, "tanh", "{\"scheme\":\"kaiming_normal\",\"nonlinearity\":\"tanh\"}")));

    [Fact]
    public void Networks_that_the_theory_does_not_cover_are_measured_and_not_fitted()
    {
        var result = _probes.Probe(1, 16, "model={\"kind\":\"mlp\",\"hidden\":[20,20,20,20,20,20],\"normalization\":\"layer\"}");
        Assert.All(result.Layers, layer => Assert.NotNull(layer.Measured[0].InputCorrelation));
        Assert.Null(CorrelationDecay.Of(result));
    }

    private ProbeResult Tanh(string scale, int layers, int width, int seeds) => _probes.Probe(seeds, 24,
        $"model={{\"kind\":\"mlp\",\"hidden\":[{string.Join(',', Enumerable.Repeat(width, layers))}],\"activation\":\"tanh\"}}",
        $"init={{\"weight\":{{\"scheme\":\"variance_scaling\",\"scale\":{scale},\"mode\":\"fan_in\",\"distribution\":\"normal\"}},"
            + "\"bias\":{\"scheme\":\"normal\",\"std\":\"sqrt(0.05)\"}}");
}
