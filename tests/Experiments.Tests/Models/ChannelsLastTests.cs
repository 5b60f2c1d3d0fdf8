namespace Experiments.Tests.Models;

public sealed class ChannelsLastTests
{
    private static readonly Vgg Vgg = new() { Channels = "4 M 6", BatchNorm = true };
    private static readonly ResNet ResNet = new() { Depth = 8, Width = 3 };

    public static TheoryData<string, int> Networks => new()
    {
        { "vgg", 1 }, { "vgg", 3 }, { "vgg standardised", 3 }, { "resnet", 1 }, { "resnet", 3 }, { "resnet projection", 3 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Values_and_gradients_are_those_of_contiguous_images_but_for_the_order_of_sums(string name, int channels)
    {
        using var scope = NewDisposeScope();
        using var contiguous = Make(name, channels, "contiguous");
        using var last = Make(name, channels, "channels_last");

        var (expected, given) = (Pass(contiguous, channels), Pass(last, channels));

        Assert.True(given.Output.allclose(expected.Output, 1e-10, 1e-12));
        Assert.All(given.Gradients.Zip(expected.Gradients), pair => Assert.True(pair.First.allclose(pair.Second, 1e-8, 1e-10)));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void From_the_first_convolution_on_the_channels_of_a_pixel_lie_side_by_side(string name, int channels)
    {
        using var scope = NewDisposeScope();
        using var contiguous = Make(name, channels, "contiguous");
        using var last = Make(name, channels, "channels_last");

        Assert.All(Strides(last, channels), stride => Assert.Equal(1, stride));
        Assert.All(Strides(contiguous, channels), stride => Assert.NotEqual(1, stride));
    }

    [Fact]
    public void Parameters_start_the_same_and_lie_as_before()
    {
        using var scope = NewDisposeScope();
        using var last = Make("resnet", 3, "channels_last");
        using var contiguous = Make("resnet", 3, "contiguous");

        foreach (var (given, expected) in last.parameters().Zip(contiguous.parameters()))
        {
            Assert.True(given.is_contiguous());
            Assert.True(given.allclose(expected, 0, 0));
        }
    }

    private static Module<Tensor, Tensor> Make(string name, int channels, string format)
    {
        using var seeded = manual_seed(4);
        ModelOptions options = name switch
        {
            "vgg" => Vgg with { MemoryFormat = format },
            "vgg standardised" => Vgg with { MemoryFormat = format, WeightStandardization = true },
            "resnet" => ResNet with { MemoryFormat = format },
            _ => ResNet with { MemoryFormat = format, Shortcut = "projection" },
        };
        var model = options.Build(new ModelShape([channels, 8, 8], 3));
        model.to(ScalarType.Float64);
        return model;
    }

    private static (Tensor Output, List<Tensor> Gradients) Pass(Module<Tensor, Tensor> model, int channels)
    {
        var output = model.call(Images(channels));
        (output * Patterns.Of(output.shape, 3)).sum().backward();
        return (output.detach(), [.. model.parameters().Select(parameter => parameter.grad!)]);
    }

    // Returns the strides of the outputs of each layer after a convolution. Images of one pixel are left out, because for them all strides
    // are equivalent.
    private static List<long> Strides(Module<Tensor, Tensor> model, int channels)
    {
        var strides = new List<long>();
        foreach (var module in model.modules().Where(module => !module.children().Any()).OfType<Module<Tensor, Tensor>>())
        {
            module.register_forward_hook((_, _, output) =>
            {
                if (output.dim() == 4 && output.shape[2] > 1)
                    strides.Add(output.stride(1));
                return output;
            });
        }
        model.call(Images(channels));
        Assert.True(strides.Count > 5);
        return strides;
    }

    private static Tensor Images(int channels) => Patterns.Of([5, channels, 8, 8], 21);
}
