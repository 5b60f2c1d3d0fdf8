namespace Experiments.Tests.Models;

public sealed class DropoutKindTests
{
    [SkippableTheory]
    [InlineData("standard", "Dropout")]
    [InlineData("alpha", "AlphaDropout")]
    [InlineData("feature", "Dropout2d")]
    public void With_the_streams_seed_a_kind_drops_what_PyTorch_drops_bit_for_bit(string kind, string pytorch)
    {
        Skip.IfNot(PyTorch.SharesLibtorch(), "this machine's PyTorch uses another libtorch");
        var seed = DropoutStream.Seed(3, 14);
        var script = string.Create(CultureInfo.InvariantCulture, $"""
            import json, torch
            torch.manual_seed({seed})
            x = (torch.arange(3 * 4 * 5 * 6) % 23 - 11).float().view(3, 4, 5, 6) / 7
            x.requires_grad_()
            y = torch.nn.{pytorch}(0.3)(x)
            (y * y).sum().backward()
            print(json.dumps([y.view(-1).tolist(), x.grad.view(-1).tolist()]))
            """);
        using var answer = JsonDocument.Parse(PyTorch.Prints(script));
        using var scope = NewDisposeScope();
        using var module = Parts.DropoutOf(kind, 0.3);
        using var _ = manual_seed(seed);
        var input = tensor(Enumerable.Range(0, 360).Select(i => ((i % 23) - 11) / 7f).ToArray(), dtype: ScalarType.Float32)
            .reshape(3, 4, 5, 6);
        input.requires_grad = true;
        var output = module.call(input);
        (output * output).sum().backward();
        Assert.Equal(answer.RootElement[0].EnumerateArray().Select(number => (float)number.GetDouble()),
            output.detach().data<float>().ToArray());
        Assert.Equal(answer.RootElement[1].EnumerateArray().Select(number => (float)number.GetDouble()),
            input.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_0_and_variance_1_where_standard_dropout_does_not()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, device: CPU);
        // For 400,000 values, the standard error of the mean is 0.0016, and the standard error of the variance is 0.0022. With alpha
        // dropout, the fourth moment is below 6, so the variance has a standard error below 0.004.
        var input = randn([400_000], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var alpha = Parts.DropoutOf("alpha", 0.2).call(input).to(ScalarType.Float64);
        var standard = Parts.DropoutOf("standard", 0.2).call(input).to(ScalarType.Float64);
        Assert.Equal(0, alpha.mean().item<double>(), 0.008);
        Assert.Equal(1, (alpha * alpha).mean().item<double>(), 0.02);
        Assert.Equal(1.25, (standard * standard).mean().item<double>(), 0.02);
    }

    [Theory]
    [InlineData("alpha", typeof(TorchSharp.Modules.AlphaDropout))]
    [InlineData("standard", typeof(TorchSharp.Modules.Dropout))]
    public void Each_network_takes_the_kind_where_it_drops(string kind, Type module)
    {
        ModelOptions[] networks =
        [
            new Mlp { Hidden = [4, 4, 4], DropoutProbability = 0.1, DropoutKind = kind },
            new Mlp { Hidden = [4, 4, 4], DropoutProbability = 0.1, DropoutKind = kind, ResidualForm = "pre" },
            new Vgg { Channels = "2", Hidden = [4], DropoutKind = kind },
            new ResNet { Depth = 8, Width = 2, DropoutProbability = 0.1, DropoutKind = kind },
        ];
        foreach (var options in networks)
        {
            using var network = options.Build(new ModelShape([1, 8, 8], 2));
            Assert.Contains(network.named_modules(), named => named.module.GetType() == module);
        }
    }

    [Fact]
    public void Alpha_dropout_behind_another_function_than_selu_is_warned_of()
    {
        Assert.Equal(
            ["model: dropout_kind alpha is derived for selu, but the activation is relu, so dropout changes mean and variance; "
                + "use dropout_kind standard or activation selu."],
            new Mlp { DropoutProbability = 0.1, DropoutKind = "alpha" }.Warnings);
        Assert.Single(new ResNet { DropoutProbability = 0.1, DropoutKind = "alpha", Activation = new TanhActivation() }.Warnings);
        Assert.Single(new Vgg { Hidden = [4], DropoutKind = "alpha" }.Warnings);
        Assert.Empty(new Vgg { Hidden = [4], DropoutKind = "alpha", Activation = new SeluActivation() }.Warnings);
        Assert.Empty(new Mlp { DropoutProbability = 0.1 }.Warnings);
    }

    public static TheoryData<IValidated, string> WithoutEffect => new()
    {
        { new Mlp { DropoutKind = "alpha" }, "dropout_kind has no effect while dropout is 0; set dropout, or leave dropout_kind out" },
        { new ResNet { DropoutKind = "feature" }, "dropout_kind has no effect while dropout is 0; set dropout, or leave dropout_kind out" },
        { new Vgg { DropoutProbability = 0.9 },
            "dropout has no effect while the classifier has no hidden layers; set hidden, use dropout2d for the convolutions, or "
                + "leave dropout out" },
        { new Vgg { DropoutKind = "alpha" },
            "dropout_kind has no effect without dropout in hidden layers of the classifier; set hidden and dropout, or leave "
                + "dropout_kind out" },
        { new Vgg { DropoutKind = "alpha", Hidden = [4], DropoutProbability = 0 },
            "dropout_kind has no effect without dropout in hidden layers of the classifier; set hidden and dropout, or leave "
                + "dropout_kind out" },
    };

    [Theory]
    [MemberData(nameof(WithoutEffect))]
    public void Keys_of_dropout_without_effect_are_named_and_not_refused(IValidated model, string sentence)
    {
        Assert.Equal([sentence], model.IdleKeys());
        Assert.Empty(model.Mistakes());
    }

    public static TheoryData<IValidated> WithEffect =>
        [new Vgg { Head = "torchvision", DropoutProbability = 0.9, DropoutKind = "alpha" }, new Vgg { DropoutProbability = 0 }, new Vgg()];

    [Theory]
    [MemberData(nameof(WithEffect))]
    public void Dropout_that_has_an_effect_or_is_as_by_default_is_not_named(IValidated model) => Assert.Empty(model.IdleKeys());
}
