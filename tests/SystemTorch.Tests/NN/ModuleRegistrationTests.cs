using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class ModuleRegistrationTests
{
    [Fact]
    public void Fields_that_hold_modules_parameters_and_tensors_are_registered_in_their_order()
    {
        using var net = new SampleNetwork();

        Assert.Equal(["scale", "head.weight", "head.bias", "blocks.0.weight", "blocks.0.bias", "blocks.1.norm.weight", "blocks.1.norm.bias"],
            net.named_parameters().Select(entry => entry.Item1));
        Assert.Equal(["offset", "blocks.1.norm.running_mean", "blocks.1.norm.running_var", "blocks.1.norm.num_batches_tracked"],
            net.named_buffers().Select(entry => entry.Item1));
        Assert.Equal(["head", "blocks"], net.named_children().Select(entry => entry.Item1));
        Assert.Equal(["head", "blocks", "blocks.0", "blocks.1", "blocks.1.norm", "blocks.1.act"], net.named_modules().Select(entry => entry.Item1));
    }

    [Fact]
    public void Only_the_modules_own_parts_are_listed_when_asked_for_no_recursion()
    {
        using var net = new SampleNetwork();

        Assert.Equal(["scale"], net.named_parameters(false).Select(entry => entry.Item1));
        Assert.Equal(["offset"], net.named_buffers(false).Select(entry => entry.Item1));
        Assert.Single(net.parameters(false));
        Assert.Single(net.buffers(false));
    }

    [Fact]
    public void A_parameter_and_a_buffer_are_found_by_their_dotted_names()
    {
        using var net = new SampleNetwork();

        Assert.Same(net.Scale, net.get_parameter("scale"));
        Assert.Same(net.Head.weight, net.get_parameter("head.weight"));
        Assert.True(net.has_parameter("blocks.1.norm.bias"));
        Assert.Same(net.Offset, net.get_buffer("offset"));
        Assert.True(net.has_buffer("blocks.1.norm.running_var"));
        Assert.False(net.has_parameter("head.gain"));
        Assert.False(net.has_buffer("head.weight"));
        Assert.Null(net.get_parameter("tail.weight"));
        Assert.Null(net.get_buffer("offset.more"));
    }

    [Fact]
    public void A_parameter_used_twice_is_listed_once()
    {
        using var shared = nn.Linear(2, 2);
        using var net = nn.Sequential(shared, nn.ReLU(), shared);

        Assert.Equal(["0.weight", "0.bias"], net.named_parameters().Select(entry => entry.Item1));
    }

    [Theory]
    [InlineData("a.b", "module name can't contain \".\", got: a.b")]
    [InlineData("", "module name can't be empty string \"\"")]
    public void A_name_that_would_break_the_dotted_names_is_refused(string name, string message)
    {
        using var parent = new Empty();

        Assert.Equal(message, Assert.Throws<ArgumentException>(() => parent.register_module(name, nn.ReLU())).Message);
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_and_null_takes_a_module_off()
    {
        using var parent = new Empty();
        parent.add_module("a", nn.ReLU());
        parent.register_parameter("p", nn.Parameter(ones(1)));
        parent.register_buffer("b", ones(1));

        Assert.Equal("Sub-module a is already registered.", Assert.Throws<InvalidOperationException>(() => parent.register_module("a", nn.Tanh())).Message);
        Assert.Throws<InvalidOperationException>(() => parent.register_parameter("p", nn.Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => parent.register_buffer("b", ones(1)));

        parent.register_module("a", null!);
        Assert.Empty(parent.children());
    }

    [Fact]
    public void Null_is_no_parameter_and_no_buffer()
    {
        using var parent = new Empty();

        Assert.Throws<ArgumentNullException>(() => parent.register_parameter("p", null!));
        Assert.Throws<ArgumentNullException>(() => parent.register_buffer("b", null!));
    }

    [Fact]
    public void A_buffer_that_is_not_persistent_is_listed_nowhere()
    {
        using var parent = new Empty();
        parent.register_buffer("kept", ones(1));
        parent.register_buffer("scratch", ones(1), persistent: false);

        Assert.Equal(["kept"], parent.named_buffers(include_nonpersistent: true).Select(entry => entry.Item1));
        Assert.Equal(["kept"], parent.state_dict().Keys);
        Assert.True(parent.has_buffer("scratch"));
    }

    [Fact]
    public void A_parameterless_module_refuses_parameters_buffers_and_modules_that_have_some()
    {
        using var relu = nn.ReLU();

        Assert.Throws<InvalidOperationException>(() => relu.register_parameter("p", nn.Parameter(ones(1))));
        Assert.Throws<InvalidOperationException>(() => relu.register_buffer("b", ones(1)));
        Assert.Throws<InvalidOperationException>(() => relu.register_module("m", nn.Linear(1, 1)));
        relu.register_module("m", nn.Tanh());
        Assert.Single(relu.children());
    }

    [Fact]
    public void A_parameter_takes_the_tensor_over_and_asks_for_its_gradient()
    {
        var data = ones(2, 3);
        using var parameter = new Parameter(data);
        using var frozen = nn.Parameter(ones(1), requires_grad: false);

        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.False(frozen.requires_grad);
        Assert.Equal([2, 3], parameter.shape);
    }

    [Fact]
    public void Setting_a_layers_weight_replaces_the_registered_one_and_disposes_the_old()
    {
        using var linear = nn.Linear(2, 2);
        var old = linear.weight;
        linear.weight = nn.Parameter(zeros(2, 2));

        Assert.True(old.IsInvalid);
        Assert.Same(linear.weight, linear.get_parameter("weight"));
        linear.bias = null!;
        Assert.Equal(["weight"], linear.named_parameters().Select(entry => entry.Item1));
    }

    [Fact]
    public void Names_are_the_classes_save_where_TorchSharp_says_otherwise()
    {
        Assert.Equal("Linear", nn.Linear(1, 1).GetName());
        Assert.Equal("SampleNetwork", new SampleNetwork().GetName());
        Assert.Equal("BatchNorm1d", nn.BatchNorm2d(1).GetName());
        Assert.Equal("torch::nn::SequentialImpl", nn.Sequential().GetName());
    }

    [Fact]
    public void Disposing_a_module_disposes_everything_below_it()
    {
        var net = new SampleNetwork();
        var held = net.parameters().Cast<Tensor>().Concat(net.buffers()).ToList();
        net.Dispose();

        Assert.Equal(11, held.Count);
        Assert.All(held, tensor => Assert.True(tensor.IsInvalid));
    }

    private sealed class Empty() : nn.Module(nameof(Empty));
}
