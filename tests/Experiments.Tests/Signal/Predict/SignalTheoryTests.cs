namespace Experiments.Tests.Signal.Predict;

/// <summary>Tests predictions whose values follow from algebra.</summary>
public sealed class SignalTheoryTests
{
    private const int Width = 100;

    [Fact]
    public void Ten_linear_layers_of_standard_normal_weights_multiply_the_variance_by_1e20_with_the_exact_spread_over_seeds()
    {
        var layers = Predict(new IdentityActivation(), std: 1, depth: 10);
        for (var layer = 0; layer < 10; layer++)
        {
            var moment = layers[layer].PreActivation!.SecondMoment;
            Assert.Equal(Math.Pow(100, layer + 1), moment.Value, moment.Value * 1e-5);
            // For the second moment M, E[M²] / E[M]² = (1 + 2/n)^layers.
            Assert.Equal(Math.Pow(1 + (2.0 / Width), layer + 1) - 1, Math.Pow(moment.Deviation / moment.Value, 2), 1e-3);
        }
        Assert.Equal(0.468, layers[9].PreActivation!.SecondMoment.Deviation / 1e20, 1e-3);
    }

    [Fact]
    public void With_ReLU_and_Kaiming_the_spread_over_seeds_is_the_exact_product()
    {
        var layers = Predict(new ReluActivation(), Math.Sqrt(2.0 / Width), depth: 8);
        for (var layer = 0; layer < 8; layer++)
        {
            var moment = layers[layer].Activation!.SecondMoment;
            Assert.Equal(1, moment.Value, 1e-5);
            Assert.Equal(Math.Pow(1 + (5.0 / Width), layer + 1) - 1, Math.Pow(moment.Deviation / moment.Value, 2), 2e-3);
        }
    }

    public static TheoryData<ActivationOptions, double, double> Factors => new()
    {
        // Each row has an activation, gain² with Var(W) = gain² / n, and the factor per layer.
        { new ReluActivation(), 1, 0.5 },
        { new ReluActivation(), 2, 1 },
        { new LeakyReluActivation { Slope = 0.3 }, 2 / 1.09, 1 },
        { new LeakyReluActivation { Slope = 0.3 }, 2, 1.09 },
        { new IdentityActivation(), 1, 1 },
        { new SeluActivation(), 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Factors))]
    public void Each_layer_multiplies_the_variance_by_the_known_factor_forward_and_the_gradient_back(ActivationOptions activation,
        double gainSquared, double factor)
    {
        var layers = Predict(activation, Math.Sqrt(gainSquared / Width), depth: 6, secondMoment: activation is SeluActivation ? 1 : 2.5);
        for (var layer = 2; layer < 6; layer++)
            Assert.Equal(factor, layers[layer].PreActivation!.SecondMoment.Value
                / layers[layer - 1].PreActivation!.SecondMoment.Value, 1e-4);
        for (var layer = 1; layer < 4 && activation is not SeluActivation; layer++)
            Assert.Equal(factor, layers[layer - 1].Gradient!.Value / layers[layer].Gradient!.Value, 1e-4);
        Assert.Null(layers[^1].Gradient);
    }

    // In the first layer, E z² = fan_in · Var(W) · E x² + Var(b) = 100 · 0.04 · 2.5 + 1 = 11. After ReLU, the second layer has 100 · 0.04 ·
    // 11/2 + 1 = 23. The gradient has the factor fan_out · Var(W) · ½ = 60 · 0.01 · ½ = 0.3, while fan_in is 100.
    [Fact]
    public void Biases_add_their_variance_and_the_gradient_uses_fan_out()
    {
        var stages = new List<Stage>
        {
            new WeightedStage("first", new ParameterLaw(0, 0.2), new ParameterLaw(0, 1), Width, Width),
            new ActivationStage(new ReluActivation()),
            new WeightedStage("second", new ParameterLaw(0, 0.2), new ParameterLaw(0, 1), Width, Width),
            new ActivationStage(new ReluActivation()),
            new WeightedStage("third", new ParameterLaw(0, 0.1), ParameterLaw.Zero, Width, 60),
            new ActivationStage(new IdentityActivation()),
        };
        var layers = SignalTheory.Predict(new NetworkPath(stages), Vectors([2.5]), Nothing,
            new Dictionary<string, SignalStatistics> { ["third"] = Vectors([1.0]) });
        Assert.Equal(11, layers[0].PreActivation!.SecondMoment.Value, 1e-4);
        Assert.Equal(23, layers[1].PreActivation!.SecondMoment.Value, 1e-3);
        Assert.Equal(60 * 0.01 * 0.5, layers[1].Gradient!.Value, 1e-4);
    }

    [Fact]
    public void A_small_variance_keeps_its_digits_next_to_a_large_constant_bias()
    {
        // Because z ~ N(−2, 100 · 1e-6 · 1), the variance is 1e-4 and the second moment is 4. E σ(z)² is expanded to second order around
        // −2.
        var law = new ParameterLaw(-2, 0);
        var path = new NetworkPath([
            new WeightedStage("first", new ParameterLaw(0, 1e-3), law, Width, Width), new ActivationStage(new SigmoidActivation()),
            new WeightedStage("second", new ParameterLaw(0, 1e-3), law, Width, Width), new ActivationStage(new SigmoidActivation()),
        ]);
        var layers = SignalTheory.Predict(path, Vectors([1.0]), Nothing, Nothing);
        // The variance over the 100 units of one network is smaller by the factor 1 − 1/100.
        Assert.Equal(0.99e-4, layers[0].PreActivation!.Variance.Value, 1e-7);
        var s = 1 / (1 + Math.Exp(2));
        // The second derivative is (σ²)'' = 2σ²(1 − σ)(2 − 3σ).
        var square = (s * s) + (0.5 * 1e-4 * 2 * s * s * (1 - s) * (2 - (3 * s)));
        Assert.Equal(square, layers[0].Activation!.SecondMoment.Value, 1e-8);
        Assert.Equal(0.99e-4 * square, layers[1].PreActivation!.Variance.Value, 1e-4 * square * 2e-3);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    [InlineData(-5)]
    public void The_moments_of_a_signal_almost_removed_by_a_negative_bias_are_0_or_more(double bias)
    {
        var path = new NetworkPath([.. Enumerable.Range(0, 6).SelectMany(layer => new Stage[]
        {
            new WeightedStage($"layer{layer}", new ParameterLaw(0, Math.Sqrt(2.0 / Width)), new ParameterLaw(bias, 0), Width, Width),
            new ActivationStage(new ReluActivation()),
        })]);
        var layers = SignalTheory.Predict(path, Vectors([1.0, 2.0]), Nothing,
            new Dictionary<string, SignalStatistics> { ["layer5"] = Vectors([1.0, 1.0]) });
        Assert.All(layers, layer => Assert.All([layer.PreActivation!.Variance, layer.Activation!.SecondMoment],
            moment => Assert.True(moment is { Value: >= 0, Low: >= 0 } && double.IsFinite(moment.High), $"{moment}")));
        Assert.All(layers.SkipLast(1), layer => Assert.True(layer.Gradient is { Value: >= 0, Low: >= 0 }, $"{layer.Gradient}"));
    }

    [Fact]
    public void A_lost_signal_has_predictions_of_0_and_no_missing_number()
    {
        var path = new NetworkPath([.. Enumerable.Range(0, 4).SelectMany(layer => new Stage[]
        {
            new WeightedStage($"layer{layer}", new ParameterLaw(0, 0.1), new ParameterLaw(-50, 0), Width, Width),
            new ActivationStage(new ReluActivation()),
        })]);
        var layers = SignalTheory.Predict(path, Vectors([1.0]), Nothing,
            new Dictionary<string, SignalStatistics> { ["layer3"] = Vectors([1.0]) });
        Assert.All(layers.Skip(1),
            layer => Assert.Equal((0.0, 0.0, 0.0),
                (layer.PreActivation!.Variance.Value, layer.PreActivation.Variance.Low, layer.PreActivation.Variance.High)));
        Assert.All(layers.SkipLast(1), layer => Assert.Equal(0, layer.Gradient!.Value));
    }

    [Fact]
    public void Delta_orthogonal_weights_preserve_the_signal_at_the_border_too()
    {
        using var scope = NewDisposeScope();
        var init = new InitOptions { Weight = new OrthogonalScheme(),
            Rules = [new InitRule { Kind = "conv", Weight = new DeltaOrthogonalScheme() }], Bias = new ZerosScheme() };
        var (model, plan) = Initializer.Build(new Vgg { Channels = "12 16", Activation = new IdentityActivation() },
            new ModelShape([4, 6, 6], 3), init, 0);
        using (model)
        {
            var input = randn([5, 4, 6, 6], dtype: ScalarType.Float32, device: CPU);
            var layers = SignalTheory.Predict(NetworkPath.Of(model, plan), SignalStatistics.Of(input), Nothing, Nothing);
            // HᵀH = 1 for a matrix of 4 columns and 12 rows. For every seed, each position therefore has exactly a third of the second
            // moment.
            var moment = input.square().mean().item<float>();
            Assert.Equal(moment / 3, layers[0].PreActivation!.SecondMoment.Value, 1e-5);
            Assert.InRange(layers[0].PreActivation!.SecondMoment.High / layers[0].PreActivation!.SecondMoment.Low, 1, 1.001);
            Assert.Equal(moment / 4, layers[1].PreActivation!.SecondMoment.Value, 1e-5);
        }
    }

    // Compares the predicted gradient of a group normalisation with PyTorch's gradient, for normal signals and gradients. The factor is
    // (1 − 2/n) n/(n − 3) for n values in a group.
    [Theory]
    [InlineData(32, 16, 2, 1.2)]
    [InlineData(64, 8, 4, 1.0079)]
    [InlineData(64, 1, 2, 1.0038)]
    public void Each_group_of_channels_is_normalised_separately(int channels, int groups, int side, double factor)
    {
        using var scope = NewDisposeScope();
        var signal = SignalState.Of(SignalStatistics.Of(ones([4, channels, side, side], dtype: ScalarType.Float32, device: CPU)))
            with { IsFresh = true, Source = null };
        var gradient = Gradient.Of(SignalStatistics.Of(ones([4, channels, side, side], dtype: ScalarType.Float32, device: CPU)),
            signal.Points);
        var below = NormSteps.Backward(gradient, new NormStage(OverBatch: false, Epsilon: 0) { Groups = groups }, signal);
        Assert.Equal(factor, below.Second.Average(), 1e-3);
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Batch_normalisation_over_very_few_vectors_is_not_predicted(int examples, bool beginsAnew)
    {
        var (model, plan) = Initializer.Build(new Mlp { Hidden = [10, 10], Normalization = "batch" }, new ModelShape([5], 3),
            new InitOptions(), 0);
        using (model)
            Assert.Equal(beginsAnew,
                NetworkPath.Of(model, plan, examples).Stages.OfType<RestartStage>()
                    .Any(stage => stage.Reason.Contains($"only {examples} examples", StringComparison.Ordinal)));
    }

    [Fact]
    public void Zero_weights_give_a_signal_and_a_gradient_of_0()
    {
        var layers = Predict(new TanhActivation(), std: 0, depth: 3);
        Assert.All(layers, layer => Assert.Equal(0, layer.PreActivation!.SecondMoment.Value));
        Assert.All(layers.SkipLast(1), layer => Assert.Equal(0, layer.Gradient!.Value));
    }

    [Fact]
    public void Scaling_the_weights_changes_the_measurement_but_not_the_prediction()
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Batch();
        var model = new Mlp { Hidden = [60, 60], Activation = new TanhActivation() };
        var init = new InitOptions { Weight = new XavierNormalScheme(), Bias = new ZerosScheme() };
        var plain = Comparison.Of(model, init, inputs, targets, 10, seed: 1)
            .Where(one => !one.Name.Contains("gradient", StringComparison.Ordinal)).ToList();
        var scaled = Comparison.Of(model, init, inputs, targets, 10, seed: 1, module => Scale(module, 2))
            .Where(one => !one.Name.Contains("gradient", StringComparison.Ordinal)).ToList();
        Assert.Equal(plain.Select(one => one.Predicted), scaled.Select(one => one.Predicted));
        Assert.Equal(4 * plain[2].Measured, scaled[2].Measured, 1e-3 * scaled[2].Measured);
        Assert.True(plain[2].Predicted.Contains(plain[2].Measured));
        Assert.False(scaled[2].Predicted.Contains(scaled[2].Measured));
    }

    [Fact]
    public void Each_example_is_predicted_separately()
    {
        // Half of the examples are a hundred times as long. The tanh of the mean length would give another number.
        var input = Vectors([0.1, 0.1, 10, 10]);
        var path = Path(new TanhActivation(), Math.Sqrt(1.0 / Width), depth: 2);
        var predicted = SignalTheory.Predict(path, input, Nothing, Nothing)[0].Activation!.SecondMoment.Value;
        var moments = new ActivationMoments(new TanhActivation());
        Assert.Equal((moments.SecondMoment(0.1) + moments.SecondMoment(10)) / 2, predicted, 1e-5);
        Assert.True(Math.Abs(predicted - moments.SecondMoment(5.05)) > 0.1);
    }

    [Fact]
    public void A_border_of_zeros_reduces_the_second_moment()
    {
        // With a 3×3 kernel and padding 1 on a 4×4 image of ones, 100 of 144 taps are inside the image.
        using var scope = NewDisposeScope();
        var input = SignalStatistics.Of(ones([2, 5, 4, 4], dtype: ScalarType.Float32, device: CPU));
        var window = new KernelGeometry(new KernelAxis(3, 1, 1), new KernelAxis(3, 1, 1));
        var path = new NetworkPath([new WeightedStage("conv", new ParameterLaw(0, 0.1), ParameterLaw.Zero, 5, 7, window)]);
        Assert.Equal(0.01 * 5 * 9 * 100 / 144,
            SignalTheory.Predict(path, input, Nothing, Nothing)[0].PreActivation!.SecondMoment.Value, 1e-6);
    }

    [Fact]
    public void After_a_max_pool_the_prediction_restarts_and_a_note_says_so()
    {
        using var scope = NewDisposeScope();
        var (model, plan) = Initializer.Build(new Vgg { Channels = "8 M 8" }, new ModelShape([1, 8, 8], 10), new InitOptions(), 0);
        using (model)
        {
            var path = NetworkPath.Of(model, plan);
            Assert.Equal(["features.3"], path.Required.Inputs);
            Assert.Equal(["classifier.0", "features.0"], path.Required.Gradients);
            var image = SignalStatistics.Of(randn([6, 1, 8, 8], dtype: ScalarType.Float32, device: CPU));
            var without = SignalTheory.Predict(path, image, Nothing, Nothing);
            Assert.NotNull(without[0].PreActivation);
            Assert.Null(without[1].PreActivation);
            Assert.Contains("max-pool", without[1].ForwardNote, StringComparison.Ordinal);
            var entering = new Dictionary<string, SignalStatistics> { ["features.3"] =
                SignalStatistics.Of(randn([6, 8, 4, 4], dtype: ScalarType.Float32, device: CPU)) };
            var with = SignalTheory.Predict(path, image, entering, Nothing);
            Assert.NotNull(with[2].PreActivation);
            Assert.Contains("measured input", with[1].ForwardNote, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Weights_that_are_not_random_are_called_unknown_with_the_reason()
    {
        var (model, plan) = Initializer.Build(new Mlp { Hidden = [4] }, new ModelShape([3], 2),
            new InitOptions { Weight = new OnesScheme() }, 0);
        using (model)
        {
            var stage = NetworkPath.Of(model, plan).Stages.OfType<WeightedStage>().First();
            Assert.Contains("not random", stage.Weight.Unknown, StringComparison.Ordinal);
            Assert.False(stage.IsKnown);
        }
    }

    private static Dictionary<string, SignalStatistics> Nothing => [];

    private static void Scale(nn.Module module, double factor)
    {
        using var noGradients = no_grad();
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (name.EndsWith("weight", StringComparison.Ordinal))
                parameter.mul_(factor);
        }
    }

    private static (Tensor Inputs, Tensor Targets) Batch()
    {
        using var generator = new Generator(987654, CPU);
        return (randn([64, 50], dtype: ScalarType.Float32, device: CPU, generator: generator),
            randint(0, 10, [64], dtype: ScalarType.Int64, device: CPU, generator: generator));
    }

    private static IReadOnlyList<LayerPrediction> Predict(ActivationOptions activation, double std, int depth, double secondMoment = 1)
    {
        var gradient = new Dictionary<string, SignalStatistics> { [$"layer{depth}"] = Vectors([1.0]) };
        return SignalTheory.Predict(Path(activation, std, depth), Vectors([secondMoment]), Nothing, gradient);
    }

    private static NetworkPath Path(ActivationOptions activation, double std, int depth)
    {
        var stages = new List<Stage>();
        for (var layer = 1; layer <= depth; layer++)
        {
            stages.Add(new WeightedStage($"layer{layer}", new ParameterLaw(0, std), ParameterLaw.Zero, Width, Width));
            stages.Add(new ActivationStage(activation));
        }
        return new NetworkPath(stages);
    }

    // Returns one vector per second moment, with equal entries.
    private static SignalStatistics Vectors(double[] secondMoments) => new(
        secondMoments.Length, Width, 1, 1, secondMoments, Math.Pow(secondMoments.Average(Math.Sqrt), 2),
        Math.Pow(secondMoments.Average(Math.Sqrt), 2),
        [.. Enumerable.Range(0, secondMoments.Length)],
        [.. secondMoments.SelectMany(second => Enumerable.Repeat((float)Math.Sqrt(second), Width))]);
}
