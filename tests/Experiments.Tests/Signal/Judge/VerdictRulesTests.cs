namespace Experiments.Tests.Signal.Judge;

public sealed class VerdictRulesTests
{
    private const double LayerOfRelu = Math.PI / (Math.PI - 1);

    // Yang et al. 2019: batch normalisation and ReLU multiply the gradient's variance by π/(π − 1) per layer. Twelve layers train without
    // problems, forty do not.
    [Theory]
    [InlineData(12, VerdictKind.Healthy)]
    [InlineData(40, VerdictKind.Exploding)]
    public void The_growth_of_the_gradient_through_batch_normalisation_is_harmful_only_in_deep_networks(int depth, VerdictKind expected)
    {
        var weights = Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, depth)], Normalization = "batch",
            Activation = new ReluActivation() });
        var verdict = Assert.Single(
            VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, 1, Math.Pow(LayerOfRelu, depth - layer)))],
                input: 1));

        Assert.Equal(expected, verdict.Kind);
        if (expected == VerdictKind.Healthy)
            return;
        Assert.Contains("by about 1.47 per layer", verdict.Finding, StringComparison.Ordinal);
        Assert.Contains("No initialisation changes this", verdict.Remedy, StringComparison.Ordinal);
        Assert.Contains("π/(π − 1) = 1.47 per layer", verdict.Remedy, StringComparison.Ordinal);
        Assert.Equal((40, true), (weights.Count - 1, verdict.IsBackward));
    }

    // With dropout, the gradient of each unit has a different mask.
    [Theory]
    [InlineData(0, "stay equal")]
    [InlineData(0.5, "only dropout masks make them differ")]
    public void Units_with_the_same_output_stay_equal_unless_dropout_makes_them_differ(double dropout, string fate)
    {
        var weights = Weights(new Mlp { Hidden = [8, 8], DropoutProbability = dropout });
        var verdict = Assert.Single(
            VerdictRules.Of([.. weights.Select(weight => new LayerReading(weight, 1, 1) { Symmetry = 1 })], input: 1));
        Assert.Equal(VerdictKind.Symmetric, verdict.Kind);
        Assert.Contains(fate, verdict.Finding, StringComparison.Ordinal);
    }

    // If all outputs of random weights are 0, the signal is lost, and drawing new weights would not help.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Random_weights_that_output_0_have_lost_the_signal_and_are_not_symmetric(int silent, double input)
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8], Activation = new SigmoidActivation() });
        var verdict = Assert.Single(
            VerdictRules.Of([.. weights.Select(
                (weight, layer) => new LayerReading(weight, layer == silent ? 0 : 1, 1) { Symmetry = layer == silent ? 1 : 0 })], input));

        Assert.Equal((VerdictKind.Vanishing, weights[silent].Layer.Name), (verdict.Kind, verdict.Layer));
        Assert.Contains("the signal is lost", verdict.Finding, StringComparison.Ordinal);
    }

    // tanh is critical at Var(W) = 1/n. Sigmoid is critical only at a variance at which a third of its values are saturated.
    [Fact]
    public void The_remedy_for_a_gradient_preserves_it_or_is_another_function()
    {
        string Remedy(ActivationOptions activation) =>
            VerdictRules.Of([.. Weights(new Mlp { Hidden = [50, 50, 50, 50, 50], Activation = activation },
                init: new InitOptions { Weight = new NormalScheme { StandardDeviation = 0.05 }, Bias = new ZerosScheme() })
                .Select((weight, layer) => new LayerReading(weight, 1, Math.Pow(0.1, 5 - layer)))], input: 1).Single().Remedy;

        Assert.Contains("scale 1 and mode fan_out preserves the gradient", Remedy(new TanhActivation()), StringComparison.Ordinal);
        // With Var(W) = 2/n the variance grows until softplus acts like a rectifier. For variance 1 the gain is
        // 3.4/n; it would make the variance explode.
        Assert.Matches("scale (2|1.9[0-9]+|2.0[0-9]+) and mode fan_out", Remedy(new SoftplusActivation()));
        Assert.StartsWith("No standard deviation fixes this: with sigmoid", Remedy(new SigmoidActivation()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_remedy_for_weights_with_a_mean_is_to_draw_them_with_mean_0()
    {
        var init = new InitOptions { Weight = new NormalScheme { Mean = 0.1, StandardDeviation = 0.02 }, Bias = new ZerosScheme() };
        var verdict = VerdictRules.Of([.. Weights(new Mlp { Hidden = [50, 50, 50, 50, 50] }, init: init)
            .Select((weight, layer) => new LayerReading(weight, Math.Pow(20, layer), 1))], input: 1).Single();

        Assert.Equal(VerdictKind.Exploding, verdict.Kind);
        Assert.Contains("have the mean 0.1, which adds the same number to all units. Draw them with the mean 0", verdict.Remedy,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_of_a_residual_network_is_per_block()
    {
        // The variance doubles from block to block. The first layer of a branch has no influence.
        var weights = Weights(new ResNet { Depth = 20, Normalization = "none" }, [3, 32, 32]);
        var verdict = VerdictRules.Of(Readings(weights, forward: block => Math.Pow(2, block), backward: _ => 1, inside: 1e-9), input: 1)[0];

        Assert.Equal((VerdictKind.Exploding, false), (verdict.Kind, verdict.IsBackward));
        Assert.Equal(2, verdict.Rate!.Value, 9);
        Assert.Contains("by about 2 per block", verdict.Finding, StringComparison.Ordinal);
        Assert.Matches("with [0-9]+ such blocks, float32 would overflow", verdict.Finding);
        Assert.Equal(VerdictKind.Healthy, VerdictRules.Of(Readings(weights, _ => 1, _ => 1, inside: 1e-9), input: 1)[0].Kind);
    }

    // The b-th block multiplies the variance by about 1 + 2/b, so the rate of a short network does not apply to a deeper network.
    [Fact]
    public void With_normalised_branches_the_finding_has_no_limit_of_float32()
    {
        var weights = Weights(new ResNet { Depth = 56 }, [3, 32, 32]);
        Assert.Equal(VerdictKind.Healthy,
            VerdictRules.Of(Readings(weights, _ => 1, block => Math.Pow(1.2, -block), inside: 1), input: 1)[0].Kind);

        var verdict = VerdictRules.Of(Readings(weights, _ => 1, block => Math.Pow(3, -block), inside: 1), input: 1)[0];

        Assert.Equal((VerdictKind.Exploding, true, null), (verdict.Kind, verdict.IsBackward, verdict.Limit));
        Assert.DoesNotContain("float32", verdict.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void The_remedy_for_channels_without_input_is_a_projection_shortcut()
    {
        var rules = new InitOptions { Weight = new KaimingNormalScheme(), Bias = new ZerosScheme(),
            Rules = [new InitRule { Role = "branch_last", Weight = new ZerosScheme() }] };
        var readings = Readings(Weights(new ResNet { Depth = 8, Normalization = "none" }, [3, 32, 32], rules), _ => 1, _ => 1, inside: 1);
        var verdict = Assert.Single(
            VerdictRules.Of([.. readings.Select(
                reading => reading.Weight.Std == 0 && reading.Layer.IsHidden ? reading with { Dead = 0.5 } : reading)], input: 1));

        Assert.Equal(VerdictKind.Dying, verdict.Kind);
        Assert.Contains("model.shortcut=projection", verdict.Remedy, StringComparison.Ordinal);
    }

    // The same readings as in the previous test, with Fixup's scalars after the addition. If all units are dead, no gradient changes the
    // bias.
    [Theory]
    [InlineData(0.5, VerdictKind.Healthy, "output 0 at the start (expected: their shared learned bias")]
    [InlineData(1, VerdictKind.Dying, "no gradient reaches their weights")]
    public void Units_that_start_at_0_are_activated_by_a_bias_shared_with_active_units(double dead, VerdictKind kind, string finding)
    {
        var rules = new InitOptions { Weight = new FixupScheme(), Bias = new ZerosScheme() };
        var weights = Weights(new ResNet { Depth = 8, Normalization = "none", FixupScalars = true }, [3, 32, 32], rules);
        Assert.Equal(weights.Where(weight => weight.Layer.IsHidden), weights.Where(weight => weight.Layer.HasSharedBias));
        var readings = Readings(weights, _ => 1, _ => 1, inside: 1);
        var verdict = Assert.Single(
            VerdictRules.Of([.. readings.Select(
                reading => reading.Weight.Std == 0 && reading.Layer.IsHidden ? reading with { Dead = dead } : reading)], input: 1));

        Assert.Equal(kind, verdict.Kind);
        Assert.Contains(finding, verdict.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch", "the variance of the gradient grows 30.2 times through the normalised layers")]
    [InlineData("none", "the variance of the gradient grows 30.2 times in the backward pass")]
    public void A_harmless_growth_of_the_gradient_is_attributed_to_a_normalisation_if_there_is_one(string normalization, string finding)
    {
        var weights = Weights(new ResNet { Depth = 20, Normalization = normalization }, [3, 32, 32]);
        // With a factor of 1.3 per block and one larger step, neither the rate nor the product is harmful.
        double[] gradients = [.. Enumerable.Range(0, 10).Select(block => block == 0 ? 30.159 : Math.Pow(1.3, 9 - block))];
        var verdict = Assert.Single(
            VerdictRules.Of(Readings(weights, _ => 1, block => block == 10 ? 1 : gradients[block], inside: 1), input: 1));

        Assert.Equal(VerdictKind.Healthy, verdict.Kind);
        Assert.Contains(finding, verdict.Finding, StringComparison.Ordinal);
    }

    // A factor of 0.667 per layer gives 0.2 over four layers, which is harmless, and 0.06 over seven layers, which is a harmful trend.
    [Fact]
    public void The_finding_of_a_healthy_signal_names_a_factor_that_is_harmless_only_over_few_layers()
    {
        Verdict Of(int depth) =>
            VerdictRules.Of([.. Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, depth - 1)] })
                .Select((weight, layer) => new LayerReading(weight, Math.Pow(0.667, layer + 1), 1))], input: 1)[0];

        Assert.Equal((VerdictKind.Healthy, VerdictKind.Vanishing), (Of(4).Kind, Of(7).Kind));
        Assert.EndsWith("lies between 0.198 and 0.667 over 4 layers; it is multiplied by about 0.667 per layer, which is harmless "
            + "over so few layers but not over many.", Of(4).Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_layer_is_written_in_the_singular()
    {
        var weights = Weights(new Mlp { Hidden = [] });
        var verdict = VerdictRules.Of([.. weights.Select(weight => new LayerReading(weight, 0.0006, 1))], input: 1)[0];

        Assert.Equal(VerdictKind.Vanishing, verdict.Kind);
        Assert.Contains("(6e-4 times over 1 layer); with ", verdict.Finding, StringComparison.Ordinal);
    }

    // PyTorch's default weights, 1/(3 fan_in), divide the variance by 75 over two hidden ReLU layers. Such a network still trains well, but
    // over many layers the same rate is harmful.
    [Theory]
    [InlineData(2, VerdictKind.Healthy)]
    [InlineData(3, VerdictKind.Vanishing)]
    public void The_loss_over_a_few_layers_is_harmless(int hidden, VerdictKind expected)
    {
        var weights = Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, hidden)] });
        Assert.Equal(expected, VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(0.24, layer + 1), 1))], input: 1)[0].Kind);
    }

    // The values are just below and just above each limit.
    [Theory]
    [InlineData(0.49, 0.0, 1.0, VerdictKind.Healthy)]
    [InlineData(0.5, 0.0, 1.0, VerdictKind.Dying)]
    [InlineData(0.0, 0.24, 0.2, VerdictKind.Healthy)]
    [InlineData(0.0, 0.25, 0.2, VerdictKind.Saturated)]
    [InlineData(0.0, 0.25, 0.25, VerdictKind.Healthy)]
    public void A_layer_is_dying_if_half_is_dead_and_saturated_if_a_quarter_is_and_the_gradient_is_lost(double dead, double saturated,
        double passed, VerdictKind expected)
    {
        var weights = Weights(new Mlp { Hidden = [8, 8], Activation = new TanhActivation() });
        var verdict = VerdictRules.Of(
            [.. weights.Select(weight => new LayerReading(weight, 1, 1) { Dead = dead, Saturated = saturated, Passed = passed })],
            input: 1)[0];
        Assert.Equal(expected, verdict.Kind);
    }

    [Theory]
    [InlineData(1.39, 8, VerdictKind.Healthy)]
    [InlineData(1.41, 8, VerdictKind.Exploding)]
    [InlineData(0.71, 8, VerdictKind.Healthy)]
    [InlineData(0.69, 8, VerdictKind.Vanishing)]
    [InlineData(1.41, 6, VerdictKind.Healthy)]
    [InlineData(1.38, 20, VerdictKind.Healthy)]
    [InlineData(1.38, 24, VerdictKind.Exploding)]
    public void A_signal_is_judged_by_rate_and_product(double rate, int layers, VerdictKind expected)
    {
        var weights = Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, layers - 1)] });
        Assert.Equal(expected, VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(rate, layer + 1), 1))], input: 1)[0].Kind);
    }

    [Fact]
    public void The_remedy_uses_fan_out_for_the_gradient_and_fan_in_for_the_signal()
    {
        // For weights [20, 50], relu's gain √2 is divided by √20 for the gradient and by √50 for the signal.
        var weights = Weights(new Mlp { Hidden = [50, 20, 50, 20, 50, 20, 50] },
            init: new InitOptions { Weight = new NormalScheme { StandardDeviation = 0.05 }, Bias = new ZerosScheme() });
        var back = Assert.Single(
            VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, 1, Math.Pow(10, layer)))], input: 1));
        Assert.Contains("For features.12 this is a std of 0.2 instead", back.Remedy, StringComparison.Ordinal);
        Assert.Contains("--set 'init.weight={\"scheme\":\"variance_scaling\",\"scale\":2,\"mode\":\"fan_out\"}'", back.Remedy,
            StringComparison.Ordinal);
        var ahead = Assert.Single(
            VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(0.1, Math.Max(0, layer - 1)), 1))],
                input: 1));
        Assert.Contains("mode fan_in preserves the signal. For features.4 this is a std of 0.3162", ahead.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_finding_names_an_overflow_and_that_no_gradient_is_finite()
    {
        var weights = Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, 6)] });
        var verdict = VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, layer < 4 ? Math.Pow(1e15, layer + 1) : double.NaN,
                double.NaN) { HasOverflowed = layer >= 4 })], input: 1)[0];
        Assert.Equal((VerdictKind.Exploding, 5L), (verdict.Kind, verdict.Limit));
        Assert.Contains("the signal overflows at features.8, layer 5. No gradient is finite.", verdict.Finding, StringComparison.Ordinal);
        var atOnce = VerdictRules.Of(
            [.. weights.Select(weight => new LayerReading(weight, double.PositiveInfinity, double.NaN) { HasOverflowed = true })],
            input: 1)[0];
        Assert.Equal((VerdictKind.Exploding, "features.0"), (atOnce.Kind, atOnce.Layer));
    }

    [Fact]
    public void If_a_bias_kills_the_units_the_remedy_changes_the_bias_and_not_the_weights()
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8], Activation = new ReluActivation() });
        var verdicts = VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, layer == 0 ? 2 : 0, 0) { BiasMean = -3, Passed = 0.02,
                Dead = layer == 0 ? 0.7 : 1, Symmetry = layer < 2 ? 0.9 : 1 })], input: 1);
        Assert.Equal(VerdictKind.Dying, verdicts[0].Kind);
        Assert.Contains("--set init.bias=zeros", verdicts[0].Remedy, StringComparison.Ordinal);
        Assert.All(verdicts.Skip(1), verdict => Assert.Equal("Fix the finding above, then run probe again.", verdict.Remedy));
        Assert.DoesNotContain(verdicts, verdict => verdict.Kind == VerdictKind.Symmetric);
    }

    // A bias is not the cause if the activation still passes the gradient, or if there is no activation.
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.25)]
    public void The_remedy_leaves_a_bias_alone_if_it_does_not_saturate_the_activation(double passed)
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8, 8, 8] },
            init: new InitOptions { Weight = new NormalScheme { StandardDeviation = 0.01 }, Bias = new ConstantScheme { Value = 0.1 } });
        var verdict = VerdictRules.Of(
            [.. weights.Select((weight,
                layer) => new LayerReading(weight, 1e-6, Math.Pow(100, layer)) { BiasMean = 0.1, Passed = passed })], input: double.NaN)[0];
        Assert.DoesNotContain("init.bias", verdict.Remedy, StringComparison.Ordinal);
        Assert.Contains("init.weight=", verdict.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_remedy_names_the_rule_that_sets_the_layer()
    {
        var rules = new InitOptions { Weight = new KaimingNormalScheme(), Bias = new ZerosScheme(),
            Rules = [new InitRule { Match = "features.*", Weight = new NormalScheme { StandardDeviation = 0.01 } }] };
        var weights = Weights(new Mlp { Hidden = [8, 8, 8, 8, 8] }, init: rules);
        Assert.Equal([0, null], weights.Select(weight => weight.Rule).Distinct());
        var verdict = VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(0.01, layer + 1), 1))],
            input: 1)[0];
        Assert.Contains("(init.rules[0] sets this layer: change its weight there)", verdict.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_first_of_several_findings_has_a_remedy()
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8, 8, 8], Activation = new TanhActivation() });
        var verdicts = VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, 90, Math.Pow(5, 5 - layer)) { Saturated = 0.7, Passed = 0.1 })],
            input: 90);
        Assert.Equal([VerdictKind.Exploding, VerdictKind.Saturated], verdicts.Select(verdict => verdict.Kind));
        Assert.Contains("variance_scaling", verdicts[0].Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("variance_scaling", verdicts[1].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_signal_is_vanishing_even_if_the_layers_before_show_no_trend()
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8] });
        var verdict = VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, layer < 2 ? 1 : 0, 1))], input: 1)[0];
        Assert.Equal((VerdictKind.Vanishing, "features.4"), (verdict.Kind, verdict.Layer));
    }

    [Fact]
    public void Equal_units_that_explode_get_both_verdicts()
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8, 8] });
        var verdicts = VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(100, layer + 1), 1) { Symmetry = 1 })], input: 1);
        Assert.Equal([VerdictKind.Symmetric, VerdictKind.Exploding], verdicts.Select(verdict => verdict.Kind));
    }

    // Each function gets the number of blocks before the layer; 0 for the first layer of the network.
    private static List<LayerReading> Readings(IReadOnlyList<ParameterPlan> weights, Func<int, double> forward, Func<int, double> backward,
        double inside) =>
    [
        .. weights.Where(weight => !weight.Layer.IsShortcut).Select(weight => weight.Layer.Branch is { IsLast: false }
            ? new LayerReading(weight, inside, inside)
            : new LayerReading(weight, forward((weight.Layer.Depth!.Value + 1) / 2), backward((weight.Layer.Depth!.Value + 1) / 2))),
    ];

    private static IReadOnlyList<ParameterPlan> Weights(ModelOptions model, long[]? input = null, InitOptions? init = null)
    {
        var (module, plan) = Initializer.Build(model, new ModelShape(input ?? [8], 10),
            init ?? new InitOptions { Weight = new KaimingNormalScheme(), Bias = new ZerosScheme() }, seed: 0);
        module.Dispose();
        return [.. plan.Parameters.Where(parameter => parameter.Target.IsMatrix)];
    }
}
