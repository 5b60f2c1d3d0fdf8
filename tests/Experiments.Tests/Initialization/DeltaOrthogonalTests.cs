using Experiments.Tests.Runs;

namespace Experiments.Tests.Initialization;

public sealed class DeltaOrthogonalTests
{
    private static readonly InitOptions Delta = new() { Weight = new DeltaOrthogonalScheme() };

    [Theory]
    [InlineData(5, 5, 3, PaddingModes.Zeros)]
    [InlineData(5, 9, 3, PaddingModes.Zeros)]
    [InlineData(4, 7, 5, PaddingModes.Circular)]
    [InlineData(3, 3, 1, PaddingModes.Zeros)]
    public void A_convolution_keeps_the_length_of_the_signal_at_every_position(long inputs, long outputs, long kernel, PaddingModes padding)
    {
        using var scope = NewDisposeScope();
        Module<Tensor, Tensor> Make() =>
            Conv2d(inputs, outputs, kernel_size: kernel, padding: kernel / 2, padding_mode: padding, bias: false);
        Assert.InRange(WorstChange(Make(), Delta), 0, 1e-5);
        // A kernel whose flattened matrix is orthogonal does not preserve the norm.
        if (kernel > 1)
            Assert.True(WorstChange(Make(), new InitOptions { Weight = new OrthogonalScheme() }) > 0.05);
    }

    [Fact]
    public void Twenty_convolutions_one_after_the_other_still_keep_it()
    {
        using var scope = NewDisposeScope();
        var deep = Sequential(Enumerable.Range(0, 20)
            .Select(_ => (Module<Tensor, Tensor>)Conv2d(6, 6, kernel_size: 3L, padding: 1L, bias: false)));
        Assert.InRange(WorstChange(deep, Delta), 0, 1e-4);
    }

    [Fact]
    public void Each_group_of_a_grouped_convolution_keeps_the_length_of_its_own_inputs()
    {
        using var scope = NewDisposeScope();
        using var module = Conv2d(6, 9, kernel_size: 3L, padding: 1L, groups: 3, bias: false);
        Initializer.Apply(module, Delta, 4);
        var weight = module.get_parameter("weight")!.detach().select(3, 1).select(2, 1);
        var blocks = Enumerable.Range(0, 3).Select(group => weight.narrow(0, 3 * group, 3)).ToList();
        Assert.All(blocks, block => Assert.InRange(
            block.t().matmul(block).sub(eye(2, dtype: ScalarType.Float32, device: CPU)).abs().max().item<float>(), 0, 1e-5f));
        Assert.NotEqual(blocks[0].data<float>().ToArray(), blocks[1].data<float>().ToArray());
    }

    [Fact]
    public void Everything_but_the_centre_is_zero_and_the_planned_standard_deviation_is_that_of_all_entries()
    {
        using var scope = NewDisposeScope();
        using var module = Conv2d(8, 16, (3, 5), groups: 2, bias: false);
        var plan = Initializer.Apply(module, new InitOptions { Weight = new DeltaOrthogonalScheme { GainValue = 3 } }, 4);
        var weight = module.get_parameter("weight")!.detach();
        Assert.Equal(16 * 4, weight.count_nonzero().item<long>());
        Assert.Equal(16 * 4, weight.select(3, 2).select(2, 1).count_nonzero().item<long>());
        // Each of the 8 columns has length 3, so the mean square of the 16 · 4 · 15 entries is 9 · 8 / 960.
        Assert.Equal(Math.Sqrt(72.0 / 960), plan.Parameters[0].Std!.Value, 1e-12);
        Assert.Equal(72.0 / 960, weight.square().mean().item<float>(), 1e-6);
    }

    [Fact]
    public void Fewer_outputs_than_inputs_a_linear_layer_and_a_transposed_convolution_are_refused()
    {
        using var model = Sequential(Conv2d(4, 3, kernel_size: 3L), Linear(3, 3), Conv2d(4, 8, kernel_size: 3L, groups: 4));
        var refused = Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model), Delta));
        Assert.Equal(
            [
                "init: 0.weight, of shape [3, 4, 3, 3]: delta_orthogonal needs at least as many outputs as inputs in each group, but there "
                    + "are 3 and 4; no matrix of that shape preserves all norms",
                "init: 1.weight, of shape [3, 3]: delta_orthogonal fills only weights of convolutions; use orthogonal for linear "
                    + "layers, in "
                    + "a rule with kind linear",
            ],
            refused.Mistakes);
    }

    // For the Haar measure on O(n), n ≥ 4: E tr = 0, E tr² = 1, E tr⁴ = 3, E tr(Q²) = 1 (Diaconis and
    // Shahshahani 1994), with variances 1, 2, 96 and 2.
    [Fact]
    public void The_matrices_have_the_trace_moments_of_Haars_measure()
    {
        const int draws = 4000;
        var drawn = TraceMoments(draws, generator => OrthogonalMatrix.Draw(6, 6, generator));
        Assert.True(AreHaars(drawn, draws), string.Join(", ", drawn));

        // Without the signs, the Q of the factorisation has other moments.
        var uncorrected = TraceMoments(draws,
            generator => linalg.qr(empty([6, 6], dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator)).Q);
        Assert.False(AreHaars(uncorrected, draws), string.Join(", ", uncorrected));
    }

    [SkippableFact]
    public void The_centre_has_the_bytes_of_PyTorchs_orthogonal_matrix()
    {
        using var answer = JsonDocument.Parse(PyTorch.Prints("""
            import hashlib, json, torch
            torch.set_num_threads(1)
            torch.linalg.qr(torch.ones(2, 2))
            def digest(outputs, inputs, gain, seed):
                torch.manual_seed(seed)
                weight = torch.zeros(outputs, inputs, 3, 3)
                weight[:, :, 1, 1] = torch.nn.init.orthogonal_(torch.empty(outputs, inputs))
                weight *= gain
                return hashlib.sha256(weight.numpy().tobytes()).hexdigest()
            print(json.dumps([digest(o, i, g, s) for o, i, g in ((8, 8, 1.0), (16, 3, 1.0), (32, 20, 1.7)) for s in (0, 7)]))
            """));
        _ = NumericEnvironment.WithOneThread();
        Skip.IfNot(PyTorch.SharesLibtorch(), "bits agree on one library only");
        var drawn = new List<string>();
        foreach (var (outputs, inputs, gain) in new[] { (8, 8, 1.0), (16, 3, 1.0), (32, 20, 1.7) })
        {
            foreach (var seed in new[] { 0, 7 })
            {
                using var scope = NewDisposeScope();
                using var module = Conv2d(inputs, outputs, kernel_size: 3L, bias: false);
                Initializer.Apply(module, new InitOptions { Weight = new DeltaOrthogonalScheme { GainValue = gain } }, seed);
                drawn.Add(InitCases.Digest(module.get_parameter("weight")!));
            }
        }
        Assert.Equal(answer.RootElement.EnumerateArray().Select(digest => digest.GetString()!), drawn);
    }

    private static double WorstChange(Module<Tensor, Tensor> module, InitOptions options)
    {
        using var owned = module;
        Initializer.Apply(owned, options, 4);
        using var generator = new Generator(1, device: CPU);
        var channels = owned.parameters(recurse: true).First().shape[1];
        var signal = empty([2, channels, 8, 8], dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator);
        var before = signal.square().sum(1);
        return owned.call(signal).square().sum(1).div(before).sub(1).abs().max().item<float>();
    }

    private static double[] TraceMoments(int draws, Func<Generator, Tensor> draw)
    {
        using var generator = new Generator(5, device: CPU);
        var sums = new double[4];
        for (var i = 0; i < draws; i++)
        {
            using var scope = NewDisposeScope();
            var q = draw(generator);
            double trace = q.diagonal().sum().item<float>();
            double ofSquare = q.matmul(q).diagonal().sum().item<float>();
            double[] values = [trace, trace * trace, Math.Pow(trace, 4), ofSquare];
            for (var moment = 0; moment < 4; moment++)
                sums[moment] += values[moment] / draws;
        }
        return sums;
    }

    private static bool AreHaars(double[] moments, int draws) =>
        moments.Zip([0.0, 1, 3, 1], [1.0, 2, 96, 2])
            .All(moment => Math.Abs(moment.First - moment.Second) < 5 * Math.Sqrt(moment.Third / draws));
}
