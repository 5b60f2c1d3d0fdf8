namespace Experiments.Tests.Initialization;

public sealed class DeadUnitsTests
{
    // An identity matrix with 64 rows for 16 inputs has 48 empty rows. With 4 input channels, 4 of 16 outputs are used. A sparse weight has
    // 231 zeros in each of 8 columns of 256 rows, so (231/256)^8 of the units have only zeros.
    [Theory]
    [InlineData(16, 64, """{ "scheme": "eye" }""",
        "eye on 0: 75 % of the units start with all weights and the bias at 0, where relu has no gradient, so they never learn; draw these "
            + "weights at random.")]
    [InlineData(8, 256, """{ "scheme": "sparse", "sparsity": 0.9, "std": 1 }""",
        "sparse on 0: about 44 % of the units start with all weights and the bias at 0, where relu has no gradient, so they never learn; "
            + "draw these weights at random.")]
    public void Units_without_a_weight_are_warned_of_with_their_share(int inputs, int units, string weight, string warning)
    {
        using var model = Sequential(Linear(inputs, units), ReLU(inplace: false), Linear(units, 2));
        Assert.Contains(warning, Warnings(model, weight));
    }

    [Fact]
    public void Dirac_on_a_convolution_with_more_outputs_than_inputs_is_warned_of()
    {
        using var model = Sequential(Conv2d(4, 16, 3), ReLU(inplace: false), Conv2d(16, 2, 3));
        Assert.Contains(Warnings(model, """{ "scheme": "dirac" }"""),
            warning => warning.StartsWith("dirac on 0: 75 % of the units", StringComparison.Ordinal));
        Assert.DoesNotContain(Warnings(model, """{ "scheme": "dirac", "groups": 2 }"""),
            warning => warning.StartsWith("dirac on 0: 75 %", StringComparison.Ordinal));
    }

    [Fact]
    public void The_share_of_a_random_choice_is_the_one_that_is_drawn()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(8, 256), ReLU(inplace: false), Linear(256, 2));
        var empty = 0.0;
        for (var seed = 0; seed < 40; seed++)
        {
            Initializer.Apply(model, InitConfig.Read("""{ "weight": { "scheme": "sparse", "sparsity": 0.9, "std": 1 } }"""), seed);
            empty += model.get_parameter("0.weight")!.abs().sum(1).eq(0).sum().item<long>() / 256.0;
        }
        // A share of 0.44 of 256 units has a standard error of 0.031, and the mean of 40 shares a standard error of 0.005. The tolerance
        // therefore excludes 0.9 and 0.1^8, but not 0.9^8 = 0.4305, which is too similar.
        Assert.Equal(0.4395, empty / 40, 0.015);
    }

    // With a random bias, a nonzero slope at 0, or a shortcut, the units get a gradient. If a layer has at most as many outputs as inputs,
    // each unit has a nonzero weight.
    [Theory]
    [InlineData("relu", """{ "weight": "eye", "bias": "torch_default" }""", 64)]
    [InlineData("tanh", """{ "weight": "eye", "bias": "zeros" }""", 64)]
    [InlineData("relu", """{ "weight": "eye", "bias": "zeros" }""", 16)]
    public void Units_that_get_a_gradient_are_not(string activation, string init, int units)
    {
        using var model = Sequential(Linear(16, units), activation == "relu" ? ReLU(inplace: false) : Tanh(), Linear(units, units));
        Assert.DoesNotContain(Initializer.Plan(Layers.Of(model), InitConfig.Read(init)).Warnings,
            warning => warning.Contains("never learn", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Warnings(Module<Tensor, Tensor> model, string weight) =>
        Initializer.Plan(Layers.Of(model), InitConfig.Read($$"""{ "weight": {{weight}}, "bias": "zeros" }""")).Warnings;
}
