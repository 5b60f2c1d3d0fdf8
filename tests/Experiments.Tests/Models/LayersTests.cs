namespace Experiments.Tests.Models;

public sealed class LayersTests
{
    [Fact]
    public void A_convolutional_networks_table_says_what_each_layer_is_and_what_follows_it()
    {
        using var model = new Vgg { Channels = "4 M 6", BatchNorm = true, Hidden = [7],
            Activation = new LeakyReluActivation { Slope = 0.2 } }.Build(new ModelShape([3, 6, 6], 5));
        var layers = Layers.Of(model);
        Assert.Equal(["features.0", "features.1", "features.4", "features.5", "classifier.0", "classifier.3"],
            layers.Select(layer => layer.Name));
        Assert.Equal(["conv", "norm", "conv", "norm", "linear", "linear"], layers.Select(layer => layer.KindName));
        Assert.Equal([0, null, 1, null, 2, 3], layers.Select(layer => layer.Depth));
        Assert.Equal([true, false, true, false, true, false], layers.Select(layer => layer.IsHidden));
        Assert.Equal([true, false, true, false, false, false], layers.Select(layer => layer.FollowedByNorm));
        Assert.Equal([112, 8, 222, 12, 385, 40], layers.Select(layer => layer.ParameterCount));
        Assert.Equal([new Fans(27, 36), null, new Fans(36, 54), null, new Fans(54, 7), new Fans(7, 5)], layers.Select(layer => layer.Fans));
        Assert.Equal([0.2, 0.2, 0.2], layers.Where(layer => layer.IsHidden).Select(layer => layer.Activation!.NegativeSlope));
        Assert.Null(layers[^1].Activation);
    }

    [Fact]
    public void Nested_modules_come_depth_first_in_the_order_of_their_registration()
    {
        using var model = new Nested();
        Assert.Equal(["", "stem", "blocks.0.fc1", "blocks.0.fc2", "blocks.1.fc1", "blocks.1.fc2", "head"],
            Layers.Of(model).Select(layer => layer.Name));
        Assert.Equal(LayerKind.Other, Layers.Of(model)[0].Kind);
        Assert.Equal(["scale"], Layers.Of(model)[0].Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void A_shared_activation_is_seen_after_each_layer_that_it_follows()
    {
        var relu = ReLU(inplace: false);
        using var model = Sequential(Linear(2, 3), relu, Linear(3, 4), relu, Linear(4, 1));
        Assert.Equal([new ReluActivation(), new ReluActivation(), null], Layers.Of(model).Select(layer => layer.Activation));
    }

    [Fact]
    public void A_learned_activation_is_a_layer_and_what_follows_one()
    {
        using var model = Sequential(Linear(2, 3), PReLU(num_parameters: 1, init: 0.1));
        var layers = Layers.Of(model);
        Assert.Equal(["linear", "prelu"], layers.Select(layer => layer.KindName));
        Assert.Equal(new PReluActivation { Init = 0.1 }, layers[0].Activation);
        Assert.Null(layers[1].Fans);
    }

    [Fact]
    public void Fans_of_a_grouped_convolution_are_its_connections()
    {
        using var model = Sequential(Conv2d(12, 24, kernel_size: 3L, groups: 3));
        Assert.Equal((3L, new Fans(36, 72)), (Layers.Of(model)[0].Groups, Layers.Of(model)[0].Fans));
    }

    [Fact]
    public void A_parameter_that_two_layers_share_belongs_to_the_first()
    {
        var linear = Linear(3, 3);
        using var model = Sequential(linear, Tanh(), linear);
        Assert.Equal(["0"], Layers.Of(model).Select(layer => layer.Name));
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> fc1 = Linear(4, 4);
        private readonly Module<Tensor, Tensor> fc2 = Linear(4, 4);

        public Block()
            : base("block") => RegisterComponents();

        public override Tensor forward(Tensor input) => fc2.call(fc1.call(input));
    }

    private sealed class Nested : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> stem = Linear(2, 4);
        private readonly Module<Tensor, Tensor> blocks = Sequential(new Block(), new Block());
        private readonly Module<Tensor, Tensor> head = Linear(4, 1);
        private readonly TorchSharp.Modules.Parameter scale = Parameter(ones([1], dtype: ScalarType.Float32, device: CPU));

        public Nested()
            : base("nested") => RegisterComponents();

        public override Tensor forward(Tensor input) => head.call(blocks.call(stem.call(input))).mul(scale);
    }
}
