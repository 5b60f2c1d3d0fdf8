namespace Experiments.Tests.Probe;

/// <summary>Compares measurements of real networks with numbers from algebra.</summary>
public sealed class ProberTests : IDisposable
{
    private readonly ProbeFixture _probes = new();

    public void Dispose() => _probes.Dispose();

    // For 64 inputs of variance 1, Var(z_l) = 100·Var(z_{l−1}) gives Var(z_l) = 64·100^(l−1). The standard deviation √(64·100^(l−1))
    // exceeds 3.4e38 at l = 1 + (2·38.53 − 1.81)/2 = 38.6.
    [Fact]
    [Trait("Category", "Slow")]
    public void Linear_layers_of_width_100_with_unit_weights_multiply_the_variance_by_100_and_overflow_at_layer_39()
    {
        var result = _probes.Deep(10, 100, "identity", "{\"scheme\":\"normal\",\"std\":1}", seeds: 5);

        Assert.All(result.Layers.Take(10),
            layer => Assert.Equal(1,
                ProbedLayer.Mean(layer.Forward)!.Value / (64 * result.InputSecondMoment * Math.Pow(100, layer.Depth)), 3));

        AssertMostlyInside(result.Layers);

        var verdict = result.Verdicts[0];
        Assert.Equal((VerdictKind.Exploding, "features.0"), (verdict.Kind, verdict.Layer));
        Assert.InRange(verdict.Rate!.Value, 80, 120);
        Assert.InRange(verdict.Limit!.Value, 38, 40);
        Assert.Contains("would overflow", verdict.Finding, StringComparison.Ordinal);
        Assert.Contains("a std of 0.1 instead of 1", verdict.Remedy, StringComparison.Ordinal);
    }

    // With Gaussian input the targets are random, so the first loss is not judged.
    [Theory]
    [InlineData(ProbeInput.Data, false, VerdictKind.Misscaled)]
    [InlineData(ProbeInput.Data, true, VerdictKind.Healthy)]
    [InlineData(ProbeInput.Gaussian, false, VerdictKind.Healthy)]
    public void The_first_loss_is_judged_only_if_the_batch_comes_from_the_data(ProbeInput input, bool standardised, VerdictKind expected)
    {
        var config = _probes.Read(
            $"data={{\"kind\":\"ames\",\"log_target\":false,\"standardize_target\":{(standardised ? "true" : "false")}}}");

        var result = Prober.Probe(config, "prices", new ProbeRequest
        {
            Seeds = 2, BatchSize = 64, Input = input, DataRoots = DataRoots.Default(null), HistogramBins = 10,
        });

        Assert.Equal(expected, Assert.Single(result.Verdicts).Kind);
    }

    // The outputs of the convolutions are about 1e30. The square of these outputs overflows float32, so batch normalisation divides by
    // infinity.
    [Theory]
    [InlineData("relu", VerdictKind.Dying)]
    [InlineData("sigmoid", VerdictKind.Vanishing)]
    public void Drawn_weights_that_overflow_batch_normalisation_are_measured_and_not_called_symmetric(string activation,
        VerdictKind expected)
    {
        var result = _probes.Probe(
            seeds: 1, batch: 32, $"model={{\"kind\":\"vgg\",\"channels\":\"8 M 8 "
                + $"8\",\"batch_norm\":true,\"hidden\":[16],\"activation\":\"{activation}\"}}",
                "init.weight={\"scheme\":\"normal\",\"std\":1e30}");

        Assert.Equal(0, result.Layers[0].Measured[0].PreActivation.Variance);
        Assert.Contains((expected, "features.0"), result.Verdicts.Select(verdict => (verdict.Kind, verdict.Layer)));
        Assert.DoesNotContain(VerdictKind.Symmetric, result.Verdicts.Select(verdict => verdict.Kind));
        Assert.Contains("variance_scaling", result.Verdicts[0].Remedy, StringComparison.Ordinal);
    }

    // Like relu, relu6 passes half of the gradient; hardtanh passes two thirds.
    [Theory]
    [InlineData("relu6")]
    [InlineData("hardtanh")]
    public void Networks_with_init_auto_are_not_saturated_although_the_activation_has_flat_ends(string activation) =>
        Assert.DoesNotContain(_probes.Deep(3, 30, activation, "\"auto\"", seeds: 1).Verdicts,
            verdict => verdict.Kind == VerdictKind.Saturated);

    // The factors per layer have closed forms: 2/(n + n)·n·½ = ½ for Xavier, 1 for Kaiming, and 1 for leaky ReLU with gain √(2/(1 + α²)).
    // For SELU with LeCun, variance 1 is the fixed point.
    [Theory]
    [InlineData("relu", "xavier_normal", 0.5)]
    [InlineData("relu", "kaiming_normal", 1)]
    [InlineData("leaky_relu", "{\"scheme\":\"kaiming_normal\",\"a\":0.01,\"nonlinearity\":\"leaky_relu\"}", 1)]
    [InlineData("selu", "lecun_normal", 1)]
    [InlineData("identity", "lecun_normal", 1)]
    public void A_layer_with_equal_fans_multiplies_the_variance_by_the_textbook_factor(string activation, string scheme, double factor)
    {
        var result = _probes.Deep(6, 200, activation, scheme, seeds: 2);

        var hidden = result.Layers.Where(layer => layer.Weight.Layer.IsHidden).ToList();
        foreach (var (before, layer) in hidden.Skip(1).Zip(hidden.Skip(2)))
            Assert.Equal(factor, ProbedLayer.Mean(layer.Forward)!.Value / ProbedLayer.Mean(before.Forward)!.Value, 0.02 * factor);
        AssertMostlyInside(hidden);
        Assert.Equal(factor == 1 ? VerdictKind.Healthy : VerdictKind.Vanishing, result.Verdicts[0].Kind);
        if (factor != 1)
            Assert.InRange(result.Verdicts[0].Rate!.Value, 0.43, 0.57);
    }

    // With tanh and Xavier, the signal shrinks more and more slowly. The variance of the sigmoid's gradient is divided by more than 16 per
    // layer, because the slope is at most ¼.
    [Fact]
    public void The_gradient_vanishes_with_sigmoid_and_the_signal_survives_with_tanh_and_Xavier()
    {
        Assert.Equal(VerdictKind.Healthy, _probes.Deep(6, 200, "tanh", "xavier_normal").Verdicts[0].Kind);
        var verdict = Assert.Single(_probes.Deep(6, 200, "sigmoid", "xavier_normal").Verdicts, verdict => verdict.IsBackward);
        Assert.Equal(VerdictKind.Vanishing, verdict.Kind);
        Assert.InRange(verdict.Rate!.Value, 1.0 / 30, 1.0 / 16);
    }

    [Fact]
    public void Zero_weights_make_all_units_equal_and_give_hidden_layers_no_gradient()
    {
        var result = _probes.Deep(3, 20, "tanh", "zeros");

        Assert.All(result.Layers.SkipLast(1), layer => Assert.Equal(1, layer.Of(signal => signal.Symmetry)!.Value.Mean));
        Assert.All(result.Layers.SkipLast(1), layer => Assert.Equal(0, layer.Of(signal => signal.WeightGradientNorm)!.Value.Mean));
        var verdict = Assert.Single(result.Verdicts);
        Assert.Equal((VerdictKind.Symmetric, "features.0"), (verdict.Kind, verdict.Layer));
        Assert.Contains("The gradient of every hidden layer is 0", verdict.Finding, StringComparison.Ordinal);
        Assert.Contains("Draw the weights at random", verdict.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_weights_saturate_tanh_and_a_negative_bias_kills_relu()
    {
        Assert.Contains(_probes.Deep(4, 100, "tanh", "{\"scheme\":\"normal\",\"std\":1}").Verdicts,
            verdict => verdict is { Kind: VerdictKind.Saturated, Layer: "features.0" });
        var dead = _probes.Probe(1, 64, "init.bias={\"scheme\":\"constant\",\"val\":-50}");
        Assert.Contains(dead.Verdicts, verdict => verdict is { Kind: VerdictKind.Dying, Layer: "features.0" });
    }

    [Fact]
    public void Seeds_give_a_mean_and_a_standard_error_and_the_same_batch()
    {
        var result = _probes.Probe(3, 32);
        var variances = result.Layers[0].Measured.Select(signal => signal.PreActivation.Variance).ToArray();
        var estimate = result.Layers[0].Of(signal => signal.PreActivation.Variance)!.Value;
        var mean = (variances[0] + variances[1] + variances[2]) / 3;
        Assert.Equal(mean, estimate.Mean, 12);
        Assert.Equal(Math.Sqrt(variances.Sum(value => (value - mean) * (value - mean)) / 2 / 3), estimate.StandardError, 12);
        Assert.Equal([0L, 1, 2], result.Seeds);
        // Each seed draws different weights.
        Assert.Equal(3, variances.Distinct().Count());
        Assert.Equal(variances[1], _probes.Probe(1, 32, "seed=1").Layers[0].Measured[0].PreActivation.Variance);
    }

    [Fact]
    public void Predictions_never_see_the_weights()
    {
        var (plain, other) = (_probes.Deep(3, 50, "relu", "kaiming_normal"), _probes.Probe(1, 64,
            "model={\"kind\":\"mlp\",\"hidden\":[50,50,50],\"activation\":\"relu\",\"bias\":false}",
            "init.weight=kaiming_normal", "seed=9"));
        Assert.Equal(plain.Layers.Select(layer => layer.Forward![0].Value), other.Layers.Select(layer => layer.Forward![0].Value));
        Assert.NotEqual(plain.Layers[1].Measured[0].PreActivation, other.Layers[1].Measured[0].PreActivation);
    }

    [Fact]
    public void After_a_max_pool_the_prediction_restarts_and_a_note_says_so()
    {
        var result = _probes.Probe(1, 32, "model={\"kind\":\"vgg\",\"channels\":\"8 8 M 16\",\"hidden\":[]}");
        Assert.Equal([null, null, "max-pool", null],
            result.Layers.Select(layer => layer.ForwardNote is { } note
                ? note.Contains("max-pool", StringComparison.Ordinal) ? "max-pool" : note
                : null));
        Assert.Contains("max-pool", result.Layers[1].BackwardNote, StringComparison.Ordinal);
        Assert.Null(result.Layers[1].Backward);
        Assert.NotNull(result.Layers[0].Backward);
    }

    [Fact]
    public void Missing_data_is_replaced_by_normal_numbers_unless_the_request_needs_the_data()
    {
        var config = _probes.Read("data={\"kind\":\"csv\",\"path\":\"nowhere.csv\",\"target\":\"y\"}");
        Assert.ThrowsAny<Exception>(() => Prober.Probe(config, "network", new ProbeRequest { Input = ProbeInput.Data, DataRoots = [] }));
        var mnist = _probes.Read("data={\"kind\":\"mnist\"}");
        var result = Prober.Probe(mnist, "network", new ProbeRequest { BatchSize = 8, DataRoots = [] });
        Assert.Contains("standard normal numbers (the data is not on this machine)", result.Input, StringComparison.Ordinal);
        Assert.Throws<MissingException>(() => Prober.Probe(mnist, "network", new ProbeRequest { Input = ProbeInput.Data, DataRoots = [] }));
    }

    // A band contains 99 % of the networks.
    private static void AssertMostlyInside(IReadOnlyList<ProbedLayer> layers) =>
        Assert.True(layers.Sum(layer => layer.InsideForward!.Value) >= 0.9 * layers.Sum(layer => layer.Measured.Count),
            "measured numbers lie outside their bands");
}
