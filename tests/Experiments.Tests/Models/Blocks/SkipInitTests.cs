namespace Experiments.Tests.Models;

/// <summary>
/// SkipInit (De and Smith, Batch normalization biases residual blocks towards the identity function in deep networks, 2020) and ReZero
/// (Bachlechner et al., ReZero is all you need, 2021): each branch has a learned scalar α that starts at 0.
/// </summary>
public sealed class SkipInitTests
{
    private static readonly InitOptions Kaiming = new()
    {
        Weight = new KaimingNormalScheme { Nonlinearity = "relu" }, Bias = new NormalScheme { StandardDeviation = 0.5 },
    };

    private static ResNet Images(int depth) => new()
    {
        Depth = depth, Width = 4, Normalization = "none", Preactivation = true, BranchScale = 0, LearnBranchScale = true,
    };

    [Theory]
    [InlineData(14)]
    [InlineData(56)]
    public void Every_block_of_an_image_network_is_its_shortcut_at_the_start(int depth)
    {
        using var scope = NewDisposeScope();
        using var model = Images(depth).Build(new ModelShape([1, 8, 8], 3));
        Initializer.Apply(model, Kaiming, 1);
        var input = Normal(4, 2, 8, 8);
        var blocks = model.named_modules().Where(module => module.module is Residual { Shortcut: null }).ToList();
        // The first blocks of the second and third stage have a PaddingShortcut.
        Assert.Equal(((depth - 2) / 2) - 2, blocks.Count);
        Assert.All(blocks, block =>
        {
            var channels = ((Residual)block.module).parameters().First(parameter => parameter.dim() == 4).shape[1];
            var signal = input.narrow(1, 0, 1).expand(4, channels, 8, 8).contiguous();
            Assert.Equal(signal.data<float>().ToArray(), ((Residual)block.module).call(signal).data<float>().ToArray());
        });
    }

    // Without the scalars, Kaiming's weights double the second moment in each block.
    [Fact]
    public void The_second_moment_after_thirty_blocks_is_that_of_the_stem()
    {
        using var scope = NewDisposeScope();
        double Growth(bool isSkipInit)
        {
            var options = new Mlp { Hidden = [.. Enumerable.Repeat(64, 31)], ResidualForm = "pre", BlockDepth = 1, Bias = false };
            using var model = (isSkipInit ? options with { BranchScale = 0, LearnBranchScale = true } : options)
                .Build(new ModelShape([64], 2));
            Initializer.Apply(model, new InitOptions { Weight = new KaimingNormalScheme { Nonlinearity = "relu" } }, 1);
            var blocks = ((TorchSharp.Modules.Sequential)model.children().First()).children().ToList();
            var stem = ((Module<Tensor, Tensor>)blocks[0]).call(Normal(16, 64));
            var signal = blocks.OfType<Residual>().Aggregate(stem, (current, block) => block.call(current));
            return (signal.square().mean() / stem.square().mean()).item<float>();
        }

        Assert.Equal(1, Growth(isSkipInit: true));
        Assert.InRange(Growth(isSkipInit: false), Math.Pow(2, 27), Math.Pow(2, 33));
    }

    // s = (1, −2), φ(s) = (1, 0), W₁ φ(s) = (1, 3), W₂ φ(1, 3) = (−2, 2), so the block is s + α (−2, 2). The output is φ(1 − 2α) + φ(−2 +
    // 2α), and its slope is −2 at α = 0. The weights of the branch get no gradient while α is 0.
    [Fact]
    public void The_gradient_of_the_scalar_is_that_computed_by_hand_and_its_branch_begins_to_learn_after_it()
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [2, 2, 2], ResidualForm = "pre", Bias = false, BranchScale = 0, LearnBranchScale = true }
            .Build(new ModelShape([2], 1));
        Set(model, "features.0.weight", 1, 0, 0, 1);
        Set(model, "features.1.branch.1.weight", 1, 2, 3, 4);
        Set(model, "features.1.branch.3.weight", 1, -1, 2, 0);
        Set(model, "classifier.0.weight", 1, 1);
        var input = tensor(new[] { 1f, -2f }, device: CPU).reshape(1, 2);
        var output = model.call(input);
        output.sum().backward();
        Assert.Equal([1f], output.data<float>().ToArray());
        Assert.Equal([-2f], Gradient(model, "features.1.scale"));
        Assert.Equal([0f, 0f, 0f, 0f], Gradient(model, "features.1.branch.3.weight"));

        // α = 0.25: φ(1 − 0.5) = 0.5, and the gradient of the first row of W₂ is α · (1, 3).
        Set(model, "features.1.scale", 0.25f);
        model.zero_grad();
        output = model.call(input);
        output.sum().backward();
        Assert.Equal([0.5f], output.data<float>().ToArray());
        Assert.Equal([0.25f, 0.75f, 0f, 0f], Gradient(model, "features.1.branch.3.weight"));
    }

    private static Tensor Normal(params long[] shape)
    {
        using var generator = new Generator(2, device: CPU);
        return empty(shape, dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator);
    }

    private static void Set(Module model, string name, params float[] values)
    {
        using var noGradients = no_grad();
        var parameter = model.get_parameter(name)!;
        parameter.copy_(tensor(values, device: CPU).reshape(parameter.shape));
    }

    private static float[] Gradient(Module model, string name) => model.get_parameter(name)!.grad!.data<float>().ToArray();
}
