namespace Experiments.Tests.Models;

public sealed class ResidualLayersTests
{
    [Fact]
    public void Every_layer_of_a_branch_knows_its_place_and_the_others_have_none()
    {
        using var model = Network(Relu());
        var layers = Layers.Of(model);
        Assert.Equal(
            ["stem", "one.branch.0", "one.branch.1", "one.branch.3", "one.branch.4", "two.branch.0", "two.branch.2", "two.branch.4",
                "two.shortcut", "head"],
            layers.Select(layer => layer.Name));
        Assert.Equal(
            ["", "0:0/2", "0:1/2", "0:1/2 last", "0:2/2 last", "1:0/3", "1:1/3", "1:2/3 last", "", ""],
            layers.Select(layer => Text(layer.Branch)));
        Assert.All(layers, layer => Assert.Equal(2, layer.BranchCount));
        Assert.Equal("two.shortcut", Assert.Single(layers, layer => layer.IsShortcut).Name);
        Assert.Equal([0, 1, null, 2, null, 3, 4, 5, 6, 7], layers.Select(layer => layer.Depth));
        Assert.All(layers.Where(layer => layer.IsWeighted), layer => Assert.Equal(8, layer.DepthCount));
    }

    [Fact]
    public void Behind_the_last_layer_of_a_branch_comes_what_follows_the_addition_and_not_the_shortcut()
    {
        using var model = Network(Relu());
        var layers = Layers.Of(model).Where(layer => layer.IsWeighted).ToDictionary(layer => layer.Name);
        Assert.Equal(new TanhActivation(), layers["two.branch.2"].Activation);
        Assert.Equal(new ReluActivation(), layers["two.branch.4"].Activation);
        Assert.Equal(new ReluActivation(), layers["two.shortcut"].Activation);
        Assert.False(layers["two.branch.4"].FollowedByNorm);
        Assert.True(layers["one.branch.3"].FollowedByNorm);
    }

    [Fact]
    public void Where_nothing_follows_the_addition_the_next_blocks_first_activation_does()
    {
        using var model = Sequential(
            new Residual(Sequential(Tanh(), Linear(4, 4))),
            new Residual(Sequential(ReLU(inplace: false), Linear(4, 4))),
            Linear(4, 2));
        Assert.Equal([new ReluActivation(), null, null], Layers.Of(model).Select(layer => layer.Activation));
    }

    [Fact]
    public void Of_nested_connections_the_innermost_counts()
    {
        using var model = new Residual(
            Sequential(Linear(3, 3), new Residual(Sequential(Linear(3, 3), Tanh(), Linear(3, 3)), Linear(3, 3)), Linear(3, 3)));
        var layers = Layers.Of(model);
        Assert.Equal(["branch.0", "branch.1.branch.0", "branch.1.branch.2", "branch.1.shortcut", "branch.2"],
            layers.Select(layer => layer.Name));
        Assert.Equal(["0:0/2", "1:0/2", "1:1/2 last", "", "0:1/2 last"], layers.Select(layer => Text(layer.Branch)));
        Assert.All(layers, layer => Assert.Equal(2, layer.BranchCount));
    }

    [Fact]
    public void A_network_without_residual_connections_has_no_branches()
    {
        using var model = new Mlp().Build(new ModelShape([4], 2));
        Assert.All(Layers.Of(model), layer => Assert.Equal((null, false, 0), (layer.Branch, layer.IsShortcut, layer.BranchCount)));
    }

    private static string Text(BranchPlace? place) =>
        place is null ? "" : $"{place.Number}:{place.Position}/{place.LayerCount}{(place.IsLast ? " last" : "")}";

    private static Module<Tensor, Tensor> Relu() => ReLU(inplace: false);

    private static TorchSharp.Modules.Sequential Network(Module<Tensor, Tensor> after) => Sequential(
        ("stem", Linear(3, 4)),
        ("one", new Residual(Sequential(Linear(4, 4), BatchNorm1d(4), Tanh(), Linear(4, 4), BatchNorm1d(4)), afterActivation: Relu())),
        ("two", new Residual(Sequential(Linear(4, 4), Tanh(), Linear(4, 4), Tanh(), Linear(4, 5)), Linear(4, 5), after)),
        ("head", Linear(5, 2)));
}
