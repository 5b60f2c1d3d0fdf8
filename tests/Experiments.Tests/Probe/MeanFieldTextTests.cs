namespace Experiments.Tests.Probe;

public sealed class MeanFieldTextTests : IDisposable
{
    private readonly ProbeFixture _probes = new();

    public void Dispose() => _probes.Dispose();

    // The numbers of Schoenholz et al.'s setting, computed elsewhere at 30 digits: σ_w² = 1.3 at σ_b² = 0.05 has q* 0.3153, χ₁ 0.8802, ξ_c
    // 7.834, ξ_q 1.785, and 1.761 is critical.
    [Fact]
    public void A_network_of_equal_layers_is_told_its_fixed_point_its_depth_scales_and_what_is_critical()
    {
        var result = _probes.Probe(1, 16, "model={\"kind\":\"mlp\",\"hidden\":[50,50,50],\"activation\":\"tanh\"}",
            "init={\"weight\":{\"scheme\":\"variance_scaling\",\"scale\":1.3,\"mode\":\"fan_in\",\"distribution\":\"normal\"},"
                + "\"bias\":{\"scheme\":\"normal\",\"std\":\"sqrt(0.05)\"}}");
        var sentence = Assert.Single(MeanFieldText.Of(result));
        Assert.Equal(
            "Mean field of tanh at σ_w² = 1.3, σ_b² = 0.05: q* = 0.315 (ξ_q 1.79 layers), χ₁ = 0.88, ordered; two inputs tend to the "
                + "correlation c* = 1 (ξ_c 7.83 layers), trainable to about 6 ξ_c = 47 layers; critical at σ_w² = 1.761.",
            sentence);
    }

    // The critical σ_w² of tanh at σ_b² = 0.05, by Gauss-Hermite quadrature in NumPy; six of its digits are too small by 3 parts in a
    // million, and ordered.
    [Theory]
    [InlineData("1.7609546396067386", "critical; two inputs tend to the correlation c* = 1 (ξ_c ∞)")]
    [InlineData("1.76095", "ordered; two inputs tend to the correlation c* = 1 (ξ_c ")]
    public void At_the_critical_point_the_network_is_critical(string scale, string expected)
    {
        var result = _probes.Probe(1, 16, "model={\"kind\":\"mlp\",\"hidden\":[50,50,50],\"activation\":\"tanh\"}",
            $"init={{\"weight\":{{\"scheme\":\"variance_scaling\",\"scale\":{scale},\"mode\":\"fan_in\",\"distribution\":\"normal\"}},"
                + "\"bias\":{\"scheme\":\"normal\",\"std\":\"sqrt(0.05)\"}}");

        Assert.Contains(expected, Assert.Single(MeanFieldText.Of(result)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relu", "kaiming_normal", "it keeps every length, χ₁ = 1, critical; critical at σ_w² = 2.")]
    [InlineData("relu", "xavier_normal", "q* = 0 (ξ_q 1.44 layers), χ₁ = 0.5, ordered; critical at σ_w² = 2.")]
    [InlineData("identity", "{\"scheme\":\"normal\",\"std\":1}",
        "lengths grow without bound, in the end χ₁ = 30 a layer; critical at σ_w² = 1.")]
    public void Rectifiers_keep_every_length_or_none(string activation, string scheme, string expected) =>
        Assert.EndsWith(expected, Assert.Single(MeanFieldText.Of(_probes.Deep(3, 30, activation, scheme, batch: 8))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("model={\"kind\":\"mlp\",\"hidden\":[8,8],\"normalization\":\"batch\"}")]
    [InlineData("model={\"kind\":\"mlp\",\"hidden\":[8,8],\"dropout\":0.5}")]
    [InlineData("init.bias={\"scheme\":\"constant\",\"val\":1}")]
    [InlineData("init.weight=zeros")]
    [InlineData("init.weight={\"scheme\":\"normal\",\"mean\":0.1,\"std\":0.02}")]
    public void Of_networks_that_the_theory_is_not_about_nothing_is_said(string set) =>
        Assert.Empty(MeanFieldText.Of(_probes.Probe(1, 16, set)));
}
