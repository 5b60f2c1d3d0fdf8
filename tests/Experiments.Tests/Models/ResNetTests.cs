namespace Experiments.Tests.Models;

public sealed class ResNetTests
{
    [Fact]
    public void Its_layers_are_named_by_stage_block_and_part()
    {
        using var model = new ResNet { Depth = 8, Width = 2, Shortcut = "projection" }.Build(new ModelShape([1, 8, 8], 3));
        Assert.Equal(
            [
                "features.conv", "features.norm",
                "features.stage1.0.branch.conv1", "features.stage1.0.branch.norm1", "features.stage1.0.branch.conv2",
                "features.stage1.0.branch.norm2",
                "features.stage2.0.branch.conv1", "features.stage2.0.branch.norm1", "features.stage2.0.branch.conv2",
                "features.stage2.0.branch.norm2",
                "features.stage2.0.shortcut.conv", "features.stage2.0.shortcut.norm",
                "features.stage3.0.branch.conv1", "features.stage3.0.branch.norm1", "features.stage3.0.branch.conv2",
                "features.stage3.0.branch.norm2",
                "features.stage3.0.shortcut.conv", "features.stage3.0.shortcut.norm",
                "classifier.0",
            ],
            Layers.Of(model).Select(layer => layer.Name));
    }

    [Theory]
    [InlineData(20, 9)]
    [InlineData(32, 15)]
    [InlineData(56, 27)]
    public void It_has_3n_branches_of_two_convolutions_and_as_many_layers_as_its_depth_says(int depth, int branches)
    {
        using var model = new ResNet { Depth = depth, Width = 1 }.Build(new ModelShape([3, 8, 8], 2));
        var weighted = Layers.Of(model).Where(layer => layer.IsWeighted).ToList();
        Assert.Equal(depth, weighted.Count);
        Assert.All(weighted, layer => Assert.Equal(branches, layer.BranchCount));
        Assert.Equal(branches, weighted.Count(layer => layer.Branch is { IsLast: true, LayerCount: 2 }));
        Assert.All(weighted.Where(layer => layer.IsHidden),
            layer => Assert.Equal((new ReluActivation(), true), (layer.Activation, layer.FollowedByNorm)));
    }

    [Theory]
    [InlineData(1, 8, 8)]
    [InlineData(3, 9, 30)]
    [InlineData(5, 1, 1)]
    public void Images_of_any_size_and_number_of_channels_go_through(long channels, long height, long width)
    {
        using var scope = NewDisposeScope();
        foreach (var options in new[] { new ResNet { Depth = 8, Width = 3 },
            new ResNet { Depth = 8, Width = 3, Shortcut = "projection", Preactivation = true } })
        {
            using var model = options.Build(new ModelShape([channels, height, width], 2));
            Assert.Equal([2L, 2L], model.call(zeros([2, channels, height, width], dtype: ScalarType.Float32, device: CPU)).shape);
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_deepest_network_of_the_paper_is_built()
    {
        using var model = new ResNet { Depth = 1202, Width = 1 }.Build(new ModelShape([3, 8, 8], 10));
        Assert.Equal(600, Layers.Of(model)[0].BranchCount);
    }

    [Fact]
    public void A_scale_of_zero_leaves_the_stem_and_the_shortcuts()
    {
        using var scope = NewDisposeScope();
        using var deep = new ResNet { Depth = 26, Width = 2, BranchScale = 0, Normalization = "none" }.Build(new ModelShape([1, 8, 8], 2));
        using var shallow = new ResNet { Depth = 8, Width = 2, BranchScale = 0, Normalization = "none" }
            .Build(new ModelShape([1, 8, 8], 2));
        using (no_grad())
        {
            foreach (var (name, parameter) in shallow.named_parameters())
            {
                if (!name.Contains("branch", StringComparison.Ordinal))
                    parameter.copy_(deep.get_parameter(name)!);
            }
        }
        var input = ones([1, 1, 8, 8], dtype: ScalarType.Float32, device: CPU);
        Assert.Equal(shallow.call(input).data<float>().ToArray(), deep.call(input).data<float>().ToArray());
    }

    [Fact]
    public void Data_that_is_not_images_is_refused()
    {
        var refused = Assert.Throws<InputException>(() => new ResNet().Build(new ModelShape([64], 10)));
        Assert.Equal("model: resnet needs images [channels, height, width], but the data has examples of shape [64]. Use mlp with "
            + "residual for this data.", refused.Message);
    }

    [Fact]
    public void A_depth_that_is_not_6n_plus_2_and_keys_that_contradict_are_mistakes()
    {
        Assert.Empty(new ResNet { Depth = 1202 }.Mistakes());
        Assert.Equal(["depth is 18; it must be 6n + 2, such as 14 or 20"], new ResNet { Depth = 18 }.Mistakes());
        Assert.Equal(["depth is 9; it must be 6n + 2, such as 8 or 14"], new ResNet { Depth = 9 }.Mistakes());
        Assert.Equal(["fixup_scalars is for networks without normalisation; set normalization to none, or leave fixup_scalars out"],
            new ResNet { FixupScalars = true }.Mistakes());
        Assert.Equal(
            ["fixup_scalars is defined for blocks with the activation after the addition; set preactivation to false, or leave "
                + "fixup_scalars out"],
            new ResNet { FixupScalars = true, Normalization = "none", Preactivation = true }.Mistakes());
        Assert.StartsWith(
            "weight_standardization gives weights a variance near 1",
            Assert.Single(new ResNet { WeightStandardization = true, Normalization = "none" }.Mistakes()), StringComparison.Ordinal);
    }
}
