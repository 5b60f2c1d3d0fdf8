namespace Experiments.Tests.Initialization;

/// <summary>ZerO: matrices printed by the authors' code (github.com/jiaweizzhao/ZerO-initialization), and theorem 1 of the paper.</summary>
public sealed class ZeroHadamardTests
{
    private static readonly InitOptions Policy = new() { Weight = new ZeroHadamardScheme(), Bias = new ZerosScheme() };

    // 1/√8, the factor of a Hadamard matrix of order 8.
    private const float Eighth = 0.35355339f;

    [Theory]
    [InlineData(4, 2, new float[] { 1, 0, 0, 0, 0, 1, 0, 0 })]
    [InlineData(5, 3, new float[] { 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0 })]
    [InlineData(3, 3, new float[] { 1, 0, 0, 0, 1, 0, 0, 0, 1 })]
    [InlineData(2, 4, new[] { 0.5f, 0.5f, 0.5f, -0.5f, 0.5f, 0.5f, 0.5f, -0.5f })]
    [InlineData(2, 3, new[] { 0.5f, 0.5f, 0.5f, -0.5f, 0.5f, 0.5f })]
    [InlineData(3, 5, new[] { Eighth, Eighth, Eighth, Eighth, -Eighth, Eighth, Eighth, Eighth, -Eighth, Eighth, -Eighth, -Eighth, Eighth,
        Eighth, Eighth })]
    public void A_linear_layer_has_the_matrix_of_the_authors_code(long inputs, long outputs, float[] rows)
    {
        using var layer = Linear(inputs, outputs);
        Initializer.Apply(layer, Policy, 0);
        Assert.All(rows.Zip(layer.weight!.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));
        Assert.Equal(new float[outputs], layer.bias!.data<float>().ToArray());
    }

    [Fact]
    public void A_convolution_has_the_matrix_at_the_centre_of_its_kernel()
    {
        using var layer = Conv2d(2, 3, 3L, bias: false);
        Initializer.Apply(layer, Policy, 0);
        float[] expected =
        [
            0, 0, 0, 0, 0.5f, 0, 0, 0, 0, /**/ 0, 0, 0, 0, 0.5f, 0, 0, 0, 0,
            0, 0, 0, 0, 0.5f, 0, 0, 0, 0, /**/ 0, 0, 0, 0, -0.5f, 0, 0, 0, 0,
            0, 0, 0, 0, 0.5f, 0, 0, 0, 0, /**/ 0, 0, 0, 0, 0.5f, 0, 0, 0, 0,
        ];
        Assert.Equal(expected, layer.weight!.data<float>().ToArray());
    }

    [Fact]
    public void A_convolution_with_fewer_channels_passes_the_first_ones_through()
    {
        using var scope = NewDisposeScope();
        using var layer = Conv2d(3, 2, 3L, padding: 1L, bias: false);
        Initializer.Apply(layer, Policy, 0);
        var input = arange(75, dtype: ScalarType.Float32, device: CPU).reshape(1, 3, 5, 5);
        Assert.Equal(input.narrow(1, 0, 2).contiguous().data<float>().ToArray(), layer.call(input).data<float>().ToArray());
    }

    // Two groups of one input and two outputs: each output is the input of its group, divided by √2.
    [Fact]
    public void Each_group_of_a_convolution_has_a_matrix_for_its_own_channels()
    {
        using var scope = NewDisposeScope();
        using var layer = Conv2d(2, 4, 1L, groups: 2, bias: false);
        Initializer.Apply(layer, Policy, 0);
        var output = layer.call(tensor(new float[] { 2, 6 }, device: CPU).reshape(1, 2, 1, 1)).data<float>().ToArray();
        float[] expected = [1.41421356f, 1.41421356f, 4.24264069f, 4.24264069f];
        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    // The stem of four units for two inputs maps (3, 1) to (2, 1, 2, 1). The block doubles positive numbers: x + φ(φ(x)). The classifier
    // reads the first two units.
    [Fact]
    public void A_network_of_residual_blocks_does_not_depend_on_the_seed()
    {
        using var scope = NewDisposeScope();
        foreach (var seed in new[] { 1, 2 })
        {
            using var model = new Mlp { Hidden = [4, 4, 4], ResidualForm = "pre" }.Build(new ModelShape([2], 2));
            Initializer.Apply(model, Policy, seed);
            var output = model.call(tensor(new float[] { 3, 1 }, device: CPU).reshape(1, 2));
            Assert.Equal([4, 2], output.data<float>().ToArray());
        }
    }

    [Fact]
    public void Neither_does_a_residual_network_of_convolutions()
    {
        using var scope = NewDisposeScope();
        var digests = new[] { 1L, 2L }.Select(seed =>
        {
            using var model = new ResNet { Depth = 8, Width = 6, Shortcut = "projection" }.Build(new ModelShape([3, 8, 8], 10));
            Initializer.Apply(model, Policy, seed);
            return string.Concat(model.parameters().Select(parameter => InitCases.Digest(parameter)));
        }).ToList();
        Assert.Equal(digests[0], digests[1]);
    }

    [Fact]
    public void A_transposed_convolution_and_a_bias_are_refused()
    {
        using var model = Sequential(ConvTranspose2d(3, 4, 3L), Linear(4, 4));
        var refused = Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model),
            new InitOptions { Weight = new ZeroHadamardScheme(), Bias = new ZeroHadamardScheme() }));
        Assert.Equal(
            [
                "init: 0.weight, of shape [3, 4, 3, 3]: zero_hadamard is not defined for a transposed convolution",
                "init: 0.bias, of shape [4]: zero_hadamard fills only weights of linear and convolution layers; set init.bias to zeros "
                    + "for the biases of ZerO",
                "init: 1.bias, of shape [4]: zero_hadamard fills only weights of linear and convolution layers; set init.bias to zeros "
                    + "for the biases of ZerO",
            ],
            refused.Mistakes);
    }

    // Theorem 1: from a partial identity, the change of a square hidden layer never has a rank above the number of inputs, here 4. From
    // ZerO it has.
    [Theory]
    [InlineData("eye", true)]
    [InlineData("zero_hadamard", false)]
    public void The_rank_of_what_a_hidden_layer_learns_is_limited_by_the_inputs_only_from_a_partial_identity(string scheme, bool isLimited)
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(4, 4, hasBias: false), ReLU(), Linear(4, 16, hasBias: false), ReLU(),
            Linear(16, 16, hasBias: false), ReLU(), Linear(16, 4, hasBias: false));
        Initializer.Apply(model, InitConfig.Read($$"""{ "weight": "{{scheme}}" }"""), 0);
        using var generator = new Generator(3, device: CPU);
        var inputs = empty([64, 4], dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator);
        var targets = inputs.square().sum(1, keepdim: true).mul(tensor(new float[] { 1, -1, 2, 0.5f }, device: CPU));
        using var optimizer = optim.SGD(model.parameters(), 0.01);
        for (var step = 0; step < 100; step++)
        {
            optimizer.zero_grad();
            functional.mse_loss(model.call(inputs), targets).backward();
            optimizer.step();
        }
        var learned = model.get_parameter("4.weight")!.detach() - eye(16, device: CPU);
        // The tolerance of the authors' notebook.
        var rank = linalg.svdvals(learned).gt(1e-4).sum().item<long>();
        Assert.True(isLimited ? rank is > 0 and <= 4 : rank > 4, $"the rank is {rank}");
    }
}
