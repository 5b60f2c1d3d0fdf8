using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class ModuleConversionTests
{
    [Fact]
    public void Conversion_replaces_parameters_and_buffers_and_the_fields_that_held_them()
    {
        using var net = new SampleNetwork();
        var (scale, weight) = (net.Scale, net.Head.weight);

        Assert.Same(net, net.to(ScalarType.Float64));

        Assert.True(scale.IsInvalid);
        Assert.True(weight.IsInvalid);
        Assert.Same(net.Scale, net.get_parameter("scale"));
        Assert.Same(net.Offset, net.get_buffer("offset"));
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.All(net.parameters(), parameter => Assert.True(parameter.requires_grad && parameter.is_leaf));
        Assert.Equal(ScalarType.Int64, net.get_buffer("blocks.1.norm.num_batches_tracked")!.dtype);
        Assert.Equal(ScalarType.Float64, net.call(ones(3, 4, dtype: ScalarType.Float64)).dtype);
    }

    [Fact]
    public void Values_and_gradients_come_along()
    {
        using var linear = nn.Linear(3, 2);
        linear.call(ones(1, 3)).sum().backward();
        using var weight = linear.weight.detach().to(ScalarType.Float64);
        linear.@double();

        Assert.True(linear.weight.detach().allclose(weight, 0, 0));
        Assert.Equal(ScalarType.Float64, linear.weight.grad!.dtype);
        Assert.Equal(6.0, linear.weight.grad!.sum().item<double>());
    }

    [Fact]
    public void Nothing_is_replaced_where_nothing_changes()
    {
        using var net = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2));
        var before = net.parameters().ToList();
        net.to(ScalarType.Float32).cpu().to(CPU).to("cpu").to(CPU, ScalarType.Float32).to(ones(1)).@float();

        Assert.Equal(before, net.parameters(), ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public void Conversion_inside_a_scope_leaves_the_parameters_alive_after_it()
    {
        using var net = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2), nn.PReLU(2));
        using (NewDisposeScope()) net.to(ScalarType.Float64);

        Assert.All(net.parameters(), parameter => Assert.False(parameter.IsInvalid));
        Assert.All(net.buffers(), buffer => Assert.False(buffer.IsInvalid));
    }

    [Fact]
    public void A_module_of_integers_is_refused()
    {
        using var net = new SampleNetwork();

        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => net.to(ScalarType.Int64)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => net.to(CPU, ScalarType.Bool));
    }

    [SkippableFact]
    public void A_device_that_is_not_there_is_refused()
    {
        Skip.If(cuda.is_available(), "This machine has a CUDA device.");
        using var net = new SampleNetwork();

        Assert.Throws<InvalidOperationException>(() => net.cuda());
    }

    [Fact]
    public void Lists_and_dictionaries_of_parameters_are_converted()
    {
        using var list = nn.ParameterList(nn.Parameter(ones(2)), nn.Parameter(ones(3)));
        using var dictionary = nn.ParameterDict(("a", nn.Parameter(ones(2))));
        list.to(ScalarType.Float64);
        dictionary.to(ScalarType.Float64);

        Assert.Equal(["0", "1"], list.named_parameters().Select(entry => entry.Item1));
        Assert.All(list, parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, dictionary["a"].dtype);
        Assert.Same(dictionary["a"], dictionary.get_parameter("a"));
    }
}
