namespace Experiments.Tests.Probe;

public sealed class QuickSignalCheckTests
{
    // Kaiming's weights keep what a branch carries, and the shortcut adds as much again: without
    // normalisation each block doubles the variance.
    [Theory]
    [InlineData("none", VerdictKind.Exploding)]
    [InlineData("batch", VerdictKind.Healthy)]
    public void A_residual_network_is_judged_from_a_few_examples_and_left_as_it_was(string normalization, VerdictKind expected)
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
}
