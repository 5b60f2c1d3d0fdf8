namespace Experiments.Tests.Models;

public sealed class MlpTests
{
    [Fact]
    public void Hidden_layers_are_numbered_in_features_and_the_last_one_is_the_classifier()
    {
        using var model = new Mlp { Hidden = [32, 16] }.Build(new ModelShape([1, 8, 8], 10));
        Assert.Equal(
            ["features.0.weight 32x64", "features.0.bias 32", "features.2.weight 16x32", "features.2.bias 16", "classifier.0.weight 10x16",
                "classifier.0.bias 10"],
            Shapes.Of(model));
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("layer")]
    public void Normalisation_stands_between_a_hidden_layer_and_its_activation(string normalization)
    {
        using var model = new Mlp { Hidden = [5, 4], Normalization = normalization, Bias = false }.Build(new ModelShape([3], 2));
        Assert.Equal(
            [
                "features.0.weight 5x3", "features.1.weight 5", "features.1.bias 5",
                "features.3.weight 4x5", "features.4.weight 4", "features.4.bias 4",
                "classifier.0.weight 2x4",
            ],
            Shapes.Of(model));
    }

    [Fact]
    public void No_hidden_layer_leaves_one_linear_map()
    {
        using var model = new Mlp { Hidden = [] }.Build(new ModelShape([13], 1));
        Assert.Equal(["classifier.0.weight 1x13", "classifier.0.bias 1"], Shapes.Of(model));
        using var result = model.call(zeros([5, 13], dtype: ScalarType.Float32, device: CPU));
        Assert.Equal([5L, 1L], result.shape);
    }

    [Fact]
    public void Fifty_layers_are_as_good_as_two()
    {
        using var model = new Mlp { Hidden = [.. Enumerable.Repeat(7, 50)] }.Build(new ModelShape([7], 7));
        Assert.Equal(51 * ((7 * 7) + 7), Shapes.Count(model));
    }

    [Fact]
    public void The_output_is_the_layers_formula()
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [2] }.Build(new ModelShape([2, 1], 1));
        using (no_grad())
        {
            model.get_parameter("features.0.weight")!.copy_(tensor(new[] { 1f, 2f, -3f, 4f }, dtype: ScalarType.Float32).reshape(2, 2));
            model.get_parameter("features.0.bias")!.copy_(tensor(new[] { 0.5f, -1f }, dtype: ScalarType.Float32));
            model.get_parameter("classifier.0.weight")!.copy_(tensor(new[] { 10f, 100f }, dtype: ScalarType.Float32).reshape(1, 2));
            model.get_parameter("classifier.0.bias")!.copy_(tensor(new[] { 7f }, dtype: ScalarType.Float32));
        }
        // For x = (1, 1), the outputs are relu(1 + 2 + 0.5) = 3.5 and relu(−3 + 4 − 1) = 0. For x = (0, 1), the outputs are relu(2.5) = 2.5
        // and relu(3) = 3.
        var result = model.call(tensor(new[] { 1f, 1f, 0f, 1f }, dtype: ScalarType.Float32).reshape(2, 2, 1));
        Assert.Equal([42f, 332f], result.data<float>().ToArray());
    }

    [Fact]
    public void Dropout_acts_in_training_only_and_changes_no_parameter_name_of_the_classifier()
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [200], DropoutProbability = 0.5 }.Build(new ModelShape([4], 3));
        var input = ones([1, 4], dtype: ScalarType.Float32, device: CPU);
        Assert.Equal("classifier.0.bias 3", Shapes.Of(model)[^1]);
        model.eval();
        Assert.Equal(model.call(input).data<float>().ToArray(), model.call(input).data<float>().ToArray());
        model.train();
        Assert.NotEqual(model.call(input).data<float>().ToArray(), model.call(input).data<float>().ToArray());
    }

    [Fact]
    public void Each_hidden_layer_has_an_activation_module_of_its_own()
    {
        using var model = new Mlp { Hidden = [4, 4, 4], Activation = new PReluActivation() }.Build(new ModelShape([4], 2));
        Assert.Equal(3, Layers.Of(model).Count(layer => layer.Module is Modules.PReLU));
    }

    [Fact]
    public void Residual_blocks_follow_a_stem_and_project_where_the_width_changes()
    {
        using var model = new Mlp { Hidden = [5, 5, 5, 4, 4], ResidualForm = "post", Normalization = "layer" }
            .Build(new ModelShape([3], 2));
        Assert.Equal(
            [
                "features.0.weight 5x3", "features.0.bias 5", "features.1.weight 5", "features.1.bias 5",
                "features.3.branch.0.weight 5x5", "features.3.branch.0.bias 5", "features.3.branch.1.weight 5",
                "features.3.branch.1.bias 5",
                "features.3.branch.3.weight 5x5", "features.3.branch.3.bias 5", "features.3.branch.4.weight 5",
                "features.3.branch.4.bias 5",
                "features.4.branch.0.weight 4x5", "features.4.branch.0.bias 4", "features.4.branch.1.weight 4",
                "features.4.branch.1.bias 4",
                "features.4.branch.3.weight 4x4", "features.4.branch.3.bias 4", "features.4.branch.4.weight 4",
                "features.4.branch.4.bias 4",
                "features.4.shortcut.0.weight 4x5", "features.4.shortcut.1.weight 4", "features.4.shortcut.1.bias 4",
                "classifier.0.weight 2x4", "classifier.0.bias 2",
            ],
            Shapes.Of(model));
        Assert.Equal([2], Layers.Of(model).Select(layer => layer.BranchCount).Distinct());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    [InlineData(4, 1)]
    public void Block_depth_is_the_number_of_layers_in_a_branch(int depth, int branches)
    {
        foreach (var form in new[] { "post", "pre" })
        {
            using var model = new Mlp { Hidden = [3, 3, 3, 3, 3], ResidualForm = form, BlockDepth = depth }.Build(new ModelShape([3], 2));
            var places = Layers.Of(model).Where(layer => layer.Branch is not null).ToList();
            Assert.All(places, layer => Assert.Equal((depth, branches), (layer.Branch!.LayerCount, layer.BranchCount)));
            Assert.Equal(branches * depth, places.Count);
        }
    }

    [Fact]
    public void Widths_that_make_no_whole_blocks_are_mistakes_and_keys_without_effect_are_named()
    {
        Assert.Empty(new Mlp { ResidualForm = "post", Hidden = [4] }.Mistakes());
        Assert.Equal(["hidden has 2 widths; with residual, hidden needs one width for the stem and 2 for each block"],
            new Mlp { ResidualForm = "post" }.Mistakes());
        Assert.Equal(["hidden has 0 widths; with residual, hidden needs one width for the stem and 3 for each block"],
            new Mlp { ResidualForm = "pre", Hidden = [], BlockDepth = 3 }.Mistakes());
        Assert.Equal(["block_depth, branch_scale and learn_branch_scale have no effect without residual blocks; set residual to post "
            + "or pre, or leave these keys out"], new Mlp { BranchScale = 0 }.IdleKeys());
        Assert.Empty(new Mlp { BranchScale = 0 }.Mistakes());
        Assert.StartsWith("weight_standardization gives weights a variance near 1",
            Assert.Single(new Mlp { WeightStandardization = true }.Mistakes()), StringComparison.Ordinal);
    }
}
