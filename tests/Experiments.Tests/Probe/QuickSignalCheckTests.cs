namespace Experiments.Tests.Probe;

public sealed class QuickSignalCheckTests
{
    // With Kaiming weights a branch preserves the variance, and the shortcut adds the same variance again. Without normalisation, each
    // block therefore doubles the variance.
    [Theory]
    [InlineData("none", VerdictKind.Exploding)]
    [InlineData("batch", VerdictKind.Healthy)]
    public void A_residual_network_is_judged_from_a_few_examples_and_stays_unchanged(string normalization, VerdictKind expected)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var (model, init) = Initializer.Build(new ResNet { Depth = 20, Normalization = normalization }, new ModelShape([3, 8, 8], 10),
            new InitOptions { Weight = new KaimingNormalScheme(), Bias = new ZerosScheme() }, seed: 0);
        using var train = new Split("train", randn([20, 3, 8, 8], dtype: ScalarType.Float32, device: CPU, generator: generator),
            zeros([20], dtype: ScalarType.Int64));
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        var verdicts = QuickSignalCheck.Of(model, init, new CrossEntropyLoss(), train, seed: 0);

        Assert.Equal(expected, verdicts[0].Kind);
        Assert.All(model.state_dict(), entry => Assert.True(entry.Value.equal(before[entry.Key]).all().item<bool>(), entry.Key));
        Assert.Equal(20, train.Inputs.shape[0]);
    }

    // Weights of size 30 and 48 normal inputs give logits of size 208, so the loss is about 200, while ln 10 is 2.3.
    [Theory]
    [InlineData(30, true)]
    [InlineData(0.01, false)]
    public void Large_logits_are_found_in_the_first_loss_and_the_network_stays_unchanged(double std, bool isFar)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var (model, _) = Initializer.Build(new SoftmaxRegression(), new ModelShape([48], 10),
            new InitOptions { Weight = new NormalScheme { StandardDeviation = std }, Bias = new ZerosScheme() }, seed: 0);
        using var data = new DataSplits(new DataDescription(TaskKind.Classification, [48], 10, [], []),
            new Split("train", randn([20, 48], dtype: ScalarType.Float32, device: CPU, generator: generator),
                zeros([20], dtype: ScalarType.Int64)), null, null);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        var verdict = FirstLossCheck.Of(model, new CrossEntropyLoss(), data, seed: 0);

        Assert.Equal(isFar ? VerdictKind.Misscaled : null, verdict?.Kind);
        Assert.All(model.state_dict(), entry => Assert.True(entry.Value.equal(before[entry.Key]).all().item<bool>(), entry.Key));
    }
}
