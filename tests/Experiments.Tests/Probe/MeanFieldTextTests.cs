namespace Experiments.Tests.Probe;

public sealed class MeanFieldTextTests : IDisposable
{
    private readonly ProbeFixture _probes = new();

    public void Dispose() => _probes.Dispose();

    // The setting is from Schoenholz et al., and the numbers were computed separately with 30 digits: at σ_w² = 1.3 and σ_b² = 0.05, q* =
    // 0.3153, χ₁ = 0.8802, ξ_c = 7.834 and ξ_q = 1.785. The critical σ_w² is 1.761.
    [Fact]
    public void Equal_layers_get_a_fixed_point_depth_scales_and_the_critical_value()
    {
        var result = _probes.Probe(1, 16, "model={\"kind\":\"mlp\",\"hidden\":[50,50,50],\"activation\":\"tanh\"}",
            "init={\"weight\":{\"scheme\":\"variance_scaling\",\"scale\":1.3,\"mode\":\"fan_in\",\"distribution\":\"normal\"},"
                + "\"bias\":{\"scheme\":\"normal\",\"std\":\"sqrt(0.05)\"}}");
        var sentence = Assert.Single(MeanFieldText.Of(result));
        Assert.Equal(
            "Mean field of tanh at σ_w² = 1.3, σ_b² = 0.05: q* = 0.315 (ξ_q 1.79 layers), χ₁ = 0.88, ordered; the correlation of two "
                + "inputs tends to c* = 1 (ξ_c 7.83 layers); trainable up to about 6 ξ_c = 47 layers; the critical σ_w² is 1.761.",
            sentence);
    }

    // The critical σ_w² of tanh at σ_b² = 0.05 was computed by Gauss-Hermite quadrature in NumPy. The number rounded to six digits is too
    // small by 3 parts in a million, so the phase is ordered.
    [Theory]
    [InlineData("1.7609546396067386", "critical; the correlation of two inputs tends to c* = 1 (ξ_c ∞)")]
    [InlineData("1.76095", "ordered; the correlation of two inputs tends to c* = 1 (ξ_c ")]
    public void At_the_critical_point_the_network_is_critical(string scale, string expected)
    {
        var result = _probes.Probe(1, 16, "model={\"kind\":\"mlp\",\"hidden\":[50,50,50],\"activation\":\"tanh\"}",
            $"init={{\"weight\":{{\"scheme\":\"variance_scaling\",\"scale\":{scale},\"mode\":\"fan_in\",\"distribution\":\"normal\"}},"
                + "\"bias\":{\"scheme\":\"normal\",\"std\":\"sqrt(0.05)\"}}");

        Assert.Contains(expected, Assert.Single(MeanFieldText.Of(result)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relu", "kaiming_normal", "critical (χ₁ = 1), the variance is preserved; the critical σ_w² is 2.")]
    [InlineData("relu", "xavier_normal", "q* = 0 (ξ_q 1.44 layers), χ₁ = 0.5, ordered; the critical σ_w² is 2.")]
    [InlineData("identity", "{\"scheme\":\"normal\",\"std\":1}",
        "the variance grows without bound, and χ₁ tends to 30; the critical σ_w² is 1.")]
    public void Rectifiers_preserve_every_variance_or_none(string activation, string scheme, string expected) =>
        Assert.EndsWith(expected, Assert.Single(MeanFieldText.Of(_probes.Deep(3, 30, activation, scheme, batch: 8))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("model={\"kind\":\"mlp\",\"hidden\":[8,8],\"normalization\":\"batch\"}")]
    [InlineData("model={\"kind\":\"mlp\",\"hidden\":[8,8],\"dropout\":0.5}")]
    [InlineData("init.bias={\"scheme\":\"constant\",\"val\":1}")]
    [InlineData("init.weight=zeros")]
    [InlineData("init.weight={\"scheme\":\"normal\",\"mean\":0.1,\"std\":0.02}")]
    public void Networks_that_the_theory_does_not_cover_get_no_sentence(string set) =>
        Assert.Empty(MeanFieldText.Of(_probes.Probe(1, 16, set)));
}
