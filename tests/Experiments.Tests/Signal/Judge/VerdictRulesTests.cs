namespace Experiments.Tests.Signal.Judge;

public sealed class VerdictRulesTests
{
    private const double LayerOfRelu = Math.PI / (Math.PI - 1);

    // Yang et al. 2019: batch normalisation and ReLU multiply the gradient's variance by π/(π − 1) a layer. Twelve layers are
    // trained as a matter of course, forty are not.
    [Theory]
    [InlineData(12, VerdictKind.Healthy)]
    [InlineData(40, VerdictKind.Exploding)]
    public void The_growth_of_the_gradient_through_batch_normalisation_is_a_matter_of_depth(int depth, VerdictKind expected)
    {
        var weights = Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, depth)], Normalization = "batch",
            Activation = new ReluActivation() });
        var verdict = Assert.Single(
            VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, 1, Math.Pow(LayerOfRelu, depth - layer)))],
                input: 1));

        Assert.Equal(expected, verdict.Kind);
        if (expected == VerdictKind.Healthy)
            return;
        Assert.Contains("by about 1.47 a layer", verdict.Finding, StringComparison.Ordinal);
        Assert.Contains("No policy changes this", verdict.Remedy, StringComparison.Ordinal);
        Assert.Contains("π/(π − 1) = 1.47 a layer", verdict.Remedy, StringComparison.Ordinal);
        Assert.Equal((40, true), (weights.Count - 1, verdict.IsBackward));
    }

    // Each unit's gradient has passed a different mask.
    [Theory]
    [InlineData(0, "stay copies of one another")]
    [InlineData(0.5, "only the masks of dropout tell them apart")]
    public void Units_that_compute_the_same_thing_stay_copies_unless_dropout_tells_them_apart(double dropout, string fate)
    {
        var weights = Weights(new Mlp { Hidden = [8, 8], DropoutProbability = dropout });
        var verdict = Assert.Single(
            VerdictRules.Of([.. weights.Select(weight => new LayerReading(weight, 1, 1) { Symmetry = 1 })], input: 1));
        Assert.Equal(VerdictKind.Symmetric, verdict.Kind);
        Assert.Contains(fate, verdict.Finding, StringComparison.Ordinal);
    }

    // Drawn weights whose layer gives the same everywhere have lost the signal, which drawing them anew would not mend.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Drawn_weights_that_give_zeros_have_lost_the_signal_and_are_not_symmetric(int silent, double input)
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8], Activation = new SigmoidActivation() });
        var verdict = Assert.Single(
            VerdictRules.Of([.. weights.Select(
                (weight, layer) => new LayerReading(weight, layer == silent ? 0 : 1, 1) { Symmetry = layer == silent ? 1 : 0 })], input));

        Assert.Equal((VerdictKind.Vanishing, weights[silent].Layer.Name), (verdict.Kind, verdict.Layer));
        Assert.Contains("nothing is left of the signal", verdict.Finding, StringComparison.Ordinal);
    }

    // tanh is critical at Var(W) = 1/n; sigmoid only where a third of its values are in its flat ends.
    [Fact]
    public void The_remedy_for_a_gradient_is_one_that_keeps_it_or_none()
    {
        string Remedy(ActivationOptions activation) =>
            VerdictRules.Of([.. Weights(new Mlp { Hidden = [50, 50, 50, 50, 50], Activation = activation },
                init: new InitOptions { Weight = new NormalScheme { StandardDeviation = 0.05 }, Bias = new ZerosScheme() })
                .Select((weight, layer) => new LayerReading(weight, 1, Math.Pow(0.1, 5 - layer)))], input: 1).Single().Remedy;

        Assert.Contains("scale 1 and mode fan_out keeps the gradient", Remedy(new TanhActivation()), StringComparison.Ordinal);
        // Under Var(W) = 2/n softplus is a rectifier at the lengths that signals grow to; the gain at
        // variance 1, 3.4/n, would let them explode.
        Assert.Matches("scale (2|1.9[0-9]+|2.0[0-9]+) and mode fan_out", Remedy(new SoftplusActivation()));
        Assert.StartsWith("No standard deviation mends it: under sigmoid", Remedy(new SigmoidActivation()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_remedy_for_weights_with_a_mean_is_to_draw_them_about_0()
    {
        var init = new InitOptions { Weight = new NormalScheme { Mean = 0.1, StandardDeviation = 0.02 }, Bias = new ZerosScheme() };
        var verdict = VerdictRules.Of([.. Weights(new Mlp { Hidden = [50, 50, 50, 50, 50] }, init: init)
            .Select((weight, layer) => new LayerReading(weight, Math.Pow(20, layer), 1))], input: 1).Single();

        Assert.Equal(VerdictKind.Exploding, verdict.Kind);
        Assert.Contains("have the mean 0.1, which adds the same number to all its units; draw them about 0", verdict.Remedy,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_residual_network_it_is_the_blocks_that_multiply()
    {
        // Doubling from block to block, whatever the first layer of a branch shows.
        var weights = Weights(new ResNet { Depth = 20, Normalization = "none" }, [3, 32, 32]);
        var verdict = VerdictRules.Of(Readings(weights, forward: block => Math.Pow(2, block), backward: _ => 1, inside: 1e-9), input: 1)[0];

        Assert.Equal((VerdictKind.Exploding, false), (verdict.Kind, verdict.IsBackward));
        Assert.Equal(2, verdict.Rate!.Value, 9);
        Assert.Contains("by about 2 a block", verdict.Finding, StringComparison.Ordinal);
        Assert.Matches("with more blocks of the kind float32 overflows at block [0-9]+", verdict.Finding);
        Assert.Equal(VerdictKind.Healthy, VerdictRules.Of(Readings(weights, _ => 1, _ => 1, inside: 1e-9), input: 1)[0].Kind);
    }

    // The b-th block multiplies by about 1 + 2/b: no rate that would go on with more blocks.
    [Fact]
    public void Where_branches_are_normalised_no_depth_is_told_at_which_float32_ends()
    {
        var weights = Weights(new ResNet { Depth = 56 }, [3, 32, 32]);
        Assert.Equal(VerdictKind.Healthy,
            VerdictRules.Of(Readings(weights, _ => 1, block => Math.Pow(1.2, -block), inside: 1), input: 1)[0].Kind);

        var verdict = VerdictRules.Of(Readings(weights, _ => 1, block => Math.Pow(3, -block), inside: 1), input: 1)[0];

        Assert.Equal((VerdictKind.Exploding, true, null), (verdict.Kind, verdict.IsBackward, verdict.Limit));
        Assert.DoesNotContain("float32", verdict.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_that_neither_branch_nor_shortcut_fills_are_told_of_the_shortcut()
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

    // The same readings, where Fixup's scalars stand behind the addition; but where all units are dead, none moves the bias.
    [Theory]
    [InlineData(0.5, VerdictKind.Healthy, "start as zeros, for the learned bias")]
    [InlineData(1, VerdictKind.Dying, "no gradient reaches their weights")]
    public void Units_that_start_as_zeros_are_opened_by_a_learned_bias_that_living_ones_share(double dead, VerdictKind kind, string finding)
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
    [InlineData("batch", "through the normalised layers that of the gradient grows 30.2 times")]
    [InlineData("none", "on its way back that of the gradient grows 30.2 times")]
    public void A_harmless_growth_of_the_gradient_is_put_down_to_normalisation_only_where_there_is_one(string normalization, string finding)
    {
        var weights = Weights(new ResNet { Depth = 20, Normalization = normalization }, [3, 32, 32]);
        // 1.3 a block, and one larger step: neither rate nor product is a trend.
        double[] gradients = [.. Enumerable.Range(0, 10).Select(block => block == 0 ? 30.159 : Math.Pow(1.3, 9 - block))];
        var verdict = Assert.Single(
            VerdictRules.Of(Readings(weights, _ => 1, block => block == 10 ? 1 : gradients[block], inside: 1), input: 1));

        Assert.Equal(VerdictKind.Healthy, verdict.Kind);
        Assert.Contains(finding, verdict.Finding, StringComparison.Ordinal);
    }

    // Four layers by 0.667 make 0.2, seven 0.06: what is harmless in the one is a trend in the other.
    [Fact]
    public void A_factor_that_only_few_layers_bear_is_said_of_a_healthy_signal()
    {
        Verdict Of(int depth) =>
            VerdictRules.Of([.. Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, depth - 1)] })
                .Select((weight, layer) => new LayerReading(weight, Math.Pow(0.667, layer + 1), 1))], input: 1)[0];

        Assert.Equal((VerdictKind.Healthy, VerdictKind.Vanishing), (Of(4).Kind, Of(7).Kind));
        Assert.EndsWith("lies between 0.198 and 0.667 over 4 layers; it is multiplied by about 0.667 a layer, which so few layers bear and "
            + "many would not.", Of(4).Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void One_layer_is_not_counted_as_layers()
    {
        var weights = Weights(new Mlp { Hidden = [] });
        var verdict = VerdictRules.Of([.. weights.Select(weight => new LayerReading(weight, 0.0006, 1))], input: 1)[0];

        Assert.Equal(VerdictKind.Vanishing, verdict.Kind);
        Assert.Contains("6e-4 times over 1 layer; with more layers", verdict.Finding, StringComparison.Ordinal);
    }

    // PyTorch's default weights, 1/(3 fan_in), lose 75 times in two hidden layers of ReLU, which train as well as any;
    // over many layers the same rate is fatal.
    [Theory]
    [InlineData(2, VerdictKind.Healthy)]
    [InlineData(3, VerdictKind.Vanishing)]
    public void What_a_few_layers_lose_is_no_trouble(int hidden, VerdictKind expected)
    {
        var weights = Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, hidden)] });
        Assert.Equal(expected, VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(0.24, layer + 1), 1))], input: 1)[0].Kind);
    }

    // Just below and just above each limit.
    [Theory]
    [InlineData(0.49, 0.0, 1.0, VerdictKind.Healthy)]
    [InlineData(0.5, 0.0, 1.0, VerdictKind.Dying)]
    [InlineData(0.0, 0.24, 0.2, VerdictKind.Healthy)]
    [InlineData(0.0, 0.25, 0.2, VerdictKind.Saturated)]
    [InlineData(0.0, 0.25, 0.25, VerdictKind.Healthy)]
    public void Units_are_judged_by_half_of_them_dead_or_a_quarter_saturated_and_the_gradient_lost(double dead, double saturated,
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
    public void A_remedy_for_the_gradient_divides_by_fan_out_and_one_for_the_signal_by_fan_in()
    {
        // Weights of [20, 50]: relu's gain √2 over √20 back, over √50 ahead.
        var weights = Weights(new Mlp { Hidden = [50, 20, 50, 20, 50, 20, 50] },
            init: new InitOptions { Weight = new NormalScheme { StandardDeviation = 0.05 }, Bias = new ZerosScheme() });
        var back = Assert.Single(
            VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, 1, Math.Pow(10, layer)))], input: 1));
        Assert.Contains("on features.12 is a std of 0.2 in place", back.Remedy, StringComparison.Ordinal);
        Assert.Contains("--set 'init.weight={\"scheme\":\"variance_scaling\",\"scale\":2,\"mode\":\"fan_out\"}'", back.Remedy,
            StringComparison.Ordinal);
        var ahead = Assert.Single(
            VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(0.1, Math.Max(0, layer - 1)), 1))],
                input: 1));
        Assert.Contains("mode fan_in keeps the signal, which on features.4 is a std of 0.3162", ahead.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_overflowed_is_said_to_have_and_no_gradient_to_be_finite()
    {
        var weights = Weights(new Mlp { Hidden = [.. Enumerable.Repeat(8, 6)] });
        var verdict = VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, layer < 4 ? Math.Pow(1e15, layer + 1) : double.NaN,
                double.NaN) { HasOverflowed = layer >= 4 })], input: 1)[0];
        Assert.Equal((VerdictKind.Exploding, 5L), (verdict.Kind, verdict.Limit));
        Assert.Contains("it has overflowed at features.8, layer 5. No gradient is finite.", verdict.Finding, StringComparison.Ordinal);
        var atOnce = VerdictRules.Of(
            [.. weights.Select(weight => new LayerReading(weight, double.PositiveInfinity, double.NaN) { HasOverflowed = true })],
            input: 1)[0];
        Assert.Equal((VerdictKind.Exploding, "features.0"), (atOnce.Kind, atOnce.Layer));
    }

    [Fact]
    public void Where_a_bias_kills_the_units_it_is_the_bias_that_is_to_be_mended_and_not_the_weights()
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8], Activation = new ReluActivation() });
        var verdicts = VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, layer == 0 ? 2 : 0, 0) { BiasMean = -3, Passed = 0.02,
                Dead = layer == 0 ? 0.7 : 1, Symmetry = layer < 2 ? 0.9 : 1 })], input: 1);
        Assert.Equal(VerdictKind.Dying, verdicts[0].Kind);
        Assert.Contains("--set init.bias=zeros", verdicts[0].Remedy, StringComparison.Ordinal);
        Assert.All(verdicts.Skip(1), verdict => Assert.Equal("Mend what stands before this first, and probe again.", verdict.Remedy));
        Assert.DoesNotContain(verdicts, verdict => verdict.Kind == VerdictKind.Symmetric);
    }

    // A shift under which the function passes the gradient, or no function at all, is not at fault.
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.25)]
    public void A_bias_that_shifts_nothing_into_a_flat_end_is_not_to_be_mended(double passed)
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
    public void Where_a_rule_decides_the_remedy_names_it()
    {
        var rules = new InitOptions { Weight = new KaimingNormalScheme(), Bias = new ZerosScheme(),
            Rules = [new InitRule { Match = "features.*", Weight = new NormalScheme { StandardDeviation = 0.01 } }] };
        var weights = Weights(new Mlp { Hidden = [8, 8, 8, 8, 8] }, init: rules);
        Assert.Equal([0, null], weights.Select(weight => weight.Rule).Distinct());
        var verdict = VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(0.01, layer + 1), 1))],
            input: 1)[0];
        Assert.Contains("(here init.rules[0] decides: put the weight there)", verdict.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_findings_have_one_remedy()
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
    public void A_signal_of_which_nothing_is_left_is_vanishing_also_where_the_numbers_before_are_no_trend()
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8] });
        var verdict = VerdictRules.Of([.. weights.Select((weight, layer) => new LayerReading(weight, layer < 2 ? 1 : 0, 1))], input: 1)[0];
        Assert.Equal((VerdictKind.Vanishing, "features.4"), (verdict.Kind, verdict.Layer));
    }

    [Fact]
    public void Units_that_are_alike_and_explode_are_said_to_do_both()
    {
        var weights = Weights(new Mlp { Hidden = [8, 8, 8, 8] });
        var verdicts = VerdictRules.Of(
            [.. weights.Select((weight, layer) => new LayerReading(weight, Math.Pow(100, layer + 1), 1) { Symmetry = 1 })], input: 1);
        Assert.Equal([VerdictKind.Symmetric, VerdictKind.Exploding], verdicts.Select(verdict => verdict.Kind));
    }

    // The number of blocks before, 0 for the first layer of the network.
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
