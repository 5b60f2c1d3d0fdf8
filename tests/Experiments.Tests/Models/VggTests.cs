namespace Experiments.Tests.Models;

public sealed class VggTests
{
    private static readonly string[] Vgg16Parameters =
    [
        "features.0.weight 64x3x3x3", "features.0.bias 64",
        "features.2.weight 64x64x3x3", "features.2.bias 64",
        "features.5.weight 128x64x3x3", "features.5.bias 128",
        "features.7.weight 128x128x3x3", "features.7.bias 128",
        "features.10.weight 256x128x3x3", "features.10.bias 256",
        "features.12.weight 256x256x3x3", "features.12.bias 256",
        "features.14.weight 256x256x3x3", "features.14.bias 256",
        "features.17.weight 512x256x3x3", "features.17.bias 512",
        "features.19.weight 512x512x3x3", "features.19.bias 512",
        "features.21.weight 512x512x3x3", "features.21.bias 512",
        "features.24.weight 512x512x3x3", "features.24.bias 512",
        "features.26.weight 512x512x3x3", "features.26.bias 512",
        "features.28.weight 512x512x3x3", "features.28.bias 512",
        "classifier.0.weight 4096x25088", "classifier.0.bias 4096",
        "classifier.3.weight 4096x4096", "classifier.3.bias 4096",
        "classifier.6.weight 1000x4096", "classifier.6.bias 1000",
    ];

    private static readonly string[] Vgg11BnFeatures =
    [
        "features.0.weight 64x3x3x3", "features.0.bias 64", "features.1.weight 64", "features.1.bias 64",
        "features.4.weight 128x64x3x3", "features.4.bias 128", "features.5.weight 128", "features.5.bias 128",
        "features.8.weight 256x128x3x3", "features.8.bias 256", "features.9.weight 256", "features.9.bias 256",
        "features.11.weight 256x256x3x3", "features.11.bias 256", "features.12.weight 256", "features.12.bias 256",
        "features.15.weight 512x256x3x3", "features.15.bias 512", "features.16.weight 512", "features.16.bias 512",
        "features.18.weight 512x512x3x3", "features.18.bias 512", "features.19.weight 512", "features.19.bias 512",
        "features.22.weight 512x512x3x3", "features.22.bias 512", "features.23.weight 512", "features.23.bias 512",
        "features.25.weight 512x512x3x3", "features.25.bias 512", "features.26.weight 512", "features.26.bias 512",
    ];

    [Fact]
    [Trait("Category", "Slow")]
    public void Vgg16_with_torchvisions_head_has_its_names_and_shapes()
    {
        using var model = new Vgg { Depth = 16, Head = "torchvision" }.Build(new ModelShape([3, 224, 224], 1000));
        Assert.Equal(Vgg16Parameters, Shapes.Of(model));
        Assert.Equal(138_357_544, Shapes.Count(model));
    }

    [Fact]
    public void Vgg11_with_batch_normalisation_has_torchvisions_names_and_shapes()
    {
        using var model = new Vgg { BatchNorm = true }.Build(new ModelShape([3, 32, 32], 10));
        Assert.Equal([.. Vgg11BnFeatures, "classifier.0.weight 10x512", "classifier.0.bias 10"], Shapes.Of(model));
    }

    // The expected numbers are those in torchvision's documentation minus torchvision's classifier of 25088·4096 + 4096 + 4096·4096 + 4096
    // + 4096·1000 + 1000.
    [Theory]
    [InlineData(11, false, 132_863_336)]
    [InlineData(11, true, 132_868_840)]
    [InlineData(13, false, 133_047_848)]
    [InlineData(13, true, 133_053_736)]
    [InlineData(16, false, 138_357_544)]
    [InlineData(16, true, 138_365_992)]
    [InlineData(19, false, 143_667_240)]
    [InlineData(19, true, 143_678_248)]
    public void The_features_of_each_depth_have_torchvisions_number_of_parameters(int depth, bool batchNorm, long parameters)
    {
        const long classifier = 123_642_856;
        const long smallHead = 512 + 1;
        using var model = new Vgg { Depth = depth, BatchNorm = batchNorm }.Build(new ModelShape([3, 32, 32], 1));
        Assert.Equal(parameters - classifier, Shapes.Count(model) - smallHead);
    }

    [Fact]
    public void The_small_head_takes_the_last_feature_map_as_it_is()
    {
        // Pooling reduces 20×12 to 10×6 and 5×3. The indices of two hidden layers differ by three, because activation and dropout are
        // between them.
        using var model = new Vgg { Channels = "4 M 6 M", Hidden = [9, 8] }.Build(new ModelShape([2, 20, 12], 5));
        Assert.Equal(
            [
                "features.0.weight 4x2x3x3", "features.0.bias 4", "features.3.weight 6x4x3x3", "features.3.bias 6",
                "classifier.0.weight 9x90", "classifier.0.bias 9", "classifier.3.weight 8x9", "classifier.3.bias 8",
                "classifier.6.weight 5x8", "classifier.6.bias 5",
            ],
            Shapes.Of(model));
        using var result = model.call(zeros([3, 2, 20, 12], dtype: ScalarType.Float32, device: CPU));
        Assert.Equal([3L, 5L], result.shape);
    }

    [Theory]
    [InlineData(1, 8, 8)]
    [InlineData(3, 9, 30)]
    [InlineData(5, 17, 11)]
    public void Any_size_and_number_of_channels_goes_through_both_heads(long channels, long height, long width)
    {
        foreach (var head in new[] { "small", "torchvision" })
        {
            using var scope = NewDisposeScope();
            using var model = new Vgg { Channels = "4 M 4 M 4 M", Head = head, BatchNorm = true }
                .Build(new ModelShape([channels, height, width], 2));
            Assert.Equal([2L, 2L], model.call(zeros([2, channels, height, width], dtype: ScalarType.Float32, device: CPU)).shape);
        }
    }

    [Fact]
    public void An_image_that_its_pools_would_swallow_is_refused_with_the_way_out()
    {
        var refused = Assert.Throws<InputException>(() => new Vgg { CeilMode = false }.Build(new ModelShape([1, 28, 28], 10)));
        Assert.Equal(
            "model: images of 28×28 are too small for 5 max-pools: no pixels are left after max-pool 5. Leave ceil_mode out, or use "
                + "a channel list with fewer M.",
            refused.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void Keeping_odd_rows_28_by_28_survives_five_pools(bool? ceilMode)
    {
        using var scope = NewDisposeScope();
        using var model = new Vgg { Channels = "2 M 2 M 2 M 2 M 2 M", CeilMode = ceilMode }.Build(new ModelShape([1, 28, 28], 10));
        Assert.Equal("classifier.0.weight 10x2", Shapes.Of(model)[^2]);
        Assert.Equal([1L, 10L], model.call(zeros([1, 1, 28, 28], dtype: ScalarType.Float32, device: CPU)).shape);
    }

    [Fact]
    public void A_single_pixel_survives_any_number_of_pools()
    {
        using var model = new Vgg { Channels = "1" + string.Concat(Enumerable.Repeat(" M", 64)) }.Build(new ModelShape([1, 3, 3], 1));
        Assert.Equal("classifier.0.weight 1x1", Shapes.Of(model)[^2]);
    }

    [Theory]
    [InlineData(null, 18)]
    [InlineData(false, 18)]
    [InlineData(true, 32)]
    public void Odd_rows_are_dropped_as_in_torchvision_unless_nothing_would_be_left(bool? ceilMode, long inputs)
    {
        // Two channels of 14×15 become 7×7 and 3×3 without the odd columns, or 7×8 and 4×4 with them.
        using var model = new Vgg { Channels = "2 M 2 M", CeilMode = ceilMode }.Build(new ModelShape([1, 14, 15], 10));
        Assert.Equal($"classifier.0.weight 10x{inputs}", Shapes.Of(model)[^2]);
    }

    [Theory]
    [InlineData(0.5, new[] { 32, 64, 128, 128, 256, 256, 256, 256 })]
    [InlineData(0.001, new[] { 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(1.01, new[] { 65, 129, 259, 259, 517, 517, 517, 517 })]
    public void The_width_multiplier_scales_every_convolution_and_leaves_none_empty(double multiplier, int[] channels)
    {
        using var model = new Vgg { WidthMultiplier = multiplier }.Build(new ModelShape([1, 32, 32], 10));
        Assert.Equal(channels, Layers.Of(model).Where(layer => layer.Kind == LayerKind.Conv).Select(layer => (int)layer.WeightShape[0]));
        Assert.Equal($"classifier.0.weight 10x{channels[^1]}", Shapes.Of(model)[^2]);
    }

    [Fact]
    public void Channels_are_dropped_as_a_whole_and_in_training_only()
    {
        using var scope = NewDisposeScope();
        using var model = new Vgg { Channels = "64", ChannelDropoutProbability = 0.5, Activation = new SigmoidActivation() }
            .Build(new ModelShape([1, 5, 5], 2));
        Assert.Equal(["features.0.weight 64x1x3x3", "features.0.bias 64", "classifier.0.weight 2x1600", "classifier.0.bias 2"],
            Shapes.Of(model));
        var input = ones([1, 1, 5, 5], dtype: ScalarType.Float32, device: CPU);
        var features = (Module<Tensor, Tensor>)model.named_children().First(child => child.name == "features").module;
        var zeros = (features.call(input) == 0).sum([2L, 3L]).data<long>().ToArray();
        Assert.All(zeros, count => Assert.True(count is 0 or 25, $"{count} of 25"));
        Assert.InRange(zeros.Count(count => count == 25), 10, 54); // The limits are 32 ± 5.5 standard deviations of 4.
        model.eval();
        Assert.Equal(0, (features.call(input) == 0).sum().item<long>());
    }

    [Fact]
    public void Standardised_convolutions_have_the_names_and_shapes_of_plain_ones()
    {
        var options = new Vgg { Channels = "4 M 6", BatchNorm = true };
        using var plain = options.Build(new ModelShape([3, 6, 6], 5));
        using var standardized = (options with { WeightStandardization = true }).Build(new ModelShape([3, 6, 6], 5));
        Assert.Equal(Shapes.Of(plain), Shapes.Of(standardized));
        Assert.Equal(Layers.Of(plain).Select(layer => (layer.Name, layer.KindName, layer.Fans, layer.Activation)),
            Layers.Of(standardized).Select(layer => (layer.Name, layer.KindName, layer.Fans, layer.Activation)));
    }

    [Fact]
    public void Data_that_is_not_images_is_refused()
    {
        var refused = Assert.Throws<InputException>(() => new Vgg().Build(new ModelShape([64], 10)));
        Assert.Contains("examples of shape [64]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_depth_that_there_is_not_and_a_head_with_two_definitions_are_mistakes()
    {
        Assert.Empty(new Vgg().Mistakes());
        Assert.Equal(["depth is 12; use 11, 13, 16, 19, or set channels for another network"],
            new Vgg { Depth = 12 }.Mistakes());
        Assert.Equal(["depth and channels both define the convolutions; set one of them and leave the other null"],
            new Vgg { Depth = 11, Channels = "4" }.Mistakes());
        Assert.Equal(["hidden is for the small head only; torchvision's head has two layers of 4096 units; leave hidden out"],
            new Vgg { Head = "torchvision", Hidden = [5] }.Mistakes());
        Assert.Equal(["width_multiplier applies only to depth's channel list; change the numbers in channels instead"],
            new Vgg { Channels = "4", WidthMultiplier = 2 }.Mistakes());
        Assert.StartsWith("weight_standardization gives weights a variance near 1",
            Assert.Single(new Vgg { WeightStandardization = true }.Mistakes()), StringComparison.Ordinal);
    }
}
