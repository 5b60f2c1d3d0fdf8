using System.Runtime.InteropServices;
using SystemTorch.Tests.Interop;
using TorchSharp;

namespace SystemTorch.Tests.Torch;

/// <summary>What is recorded, and what running it backwards gives.</summary>
public sealed class AutogradTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Backward_accumulates_in_the_leaves()
    {
        var x = torch.tensor([1.0, 2.0, 3.0], requires_grad: true);

        (x * x).sum().backward();
        (x * x).sum().backward();

        Assert.Equal([4.0, 8.0, 12.0], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Backward_weighs_each_element_by_the_gradient_it_is_given()
    {
        var x = torch.tensor([1.0, 2.0], requires_grad: true);

        (x * x).backward([torch.tensor([10.0, 100.0])]);

        Assert.Equal([20.0, 400.0], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Backward_of_more_than_a_scalar_needs_a_gradient()
    {
        var x = torch.ones([2], requires_grad: true);

        Assert.Contains("scalar outputs", Assert.Throws<ExternalException>((x * 2).backward).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_graph_is_gone_after_backward_unless_it_is_retained()
    {
        var x = torch.ones([2], requires_grad: true);
        var y = (x * x).sum();
        y.backward(retain_graph: true);
        y.backward();

        Assert.Throws<ExternalException>(y.backward);
        Assert.Equal([4f, 4f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Backward_towards_given_inputs_leaves_the_others_alone()
    {
        var x = torch.ones([1], requires_grad: true);
        var y = torch.ones([1], requires_grad: true);

        torch.autograd.backward((x * y * 3).sum(), inputs: [x]);

        Assert.Equal(3, x.grad!.ToSingle());
        Assert.Null(y.grad);
    }

    [Fact]
    public void Grad_differentiates_twice()
    {
        var x = torch.tensor([2.0], requires_grad: true);
        var first = torch.autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];

        var second = torch.autograd.grad([first.sum()], [x])[0];

        Assert.Equal(12, first.ToDouble());
        Assert.Equal(12, second.ToDouble());
    }

    // The real TorchSharp ends the process on this.
    [SkippableFact]
    public void Grad_refuses_an_input_that_was_not_used()
    {
        Shim.Require();
        var x = torch.ones([1], requires_grad: true);
        var unused = torch.ones([1], requires_grad: true);

        Assert.Throws<ExternalException>(() => torch.autograd.grad([x * 2], [unused]));
    }

    [Fact]
    public void Nothing_is_recorded_without_grad_mode()
    {
        var x = torch.ones([1], requires_grad: true);
        using (torch.no_grad())
        {
            Assert.False(torch.is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (torch.enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(torch.is_grad_enabled());
        }

        Assert.True(torch.is_grad_enabled());
        using (torch.set_grad_enabled(false))
            Assert.False((x * 2).requires_grad);
    }

    [Fact]
    public void Inference_mode_holds_until_it_is_disposed()
    {
        using (torch.inference_mode())
            Assert.True(torch.is_inference_mode_enabled());

        Assert.False(torch.is_inference_mode_enabled());
    }

    [Fact]
    public void A_leaf_is_what_nothing_was_computed_from()
    {
        var x = torch.ones([1], requires_grad: true);

        Assert.True(x.is_leaf);
        Assert.False((x * 2).is_leaf);
        Assert.True((x * 2).detach().is_leaf);
        Assert.False((x * 2).detach().requires_grad);
    }

    [Fact]
    public void An_intermediate_keeps_its_gradient_when_asked_to()
    {
        var x = torch.ones([1], requires_grad: true);
        var y = x * 2;
        y.retain_grad();

        (y * 5).sum().backward();

        Assert.Equal(5, y.grad!.ToSingle());
    }

    [Fact]
    public void A_gradient_can_be_set_and_cleared()
    {
        var x = torch.ones([2], requires_grad: true);
        Assert.Null(x.grad);

        x.grad = torch.ones(2) * 3;
        Assert.Equal([3f, 3f], x.grad!.data<float>().ToArray());
        x.grad = null;

        Assert.Null(x.grad);
    }

    [Fact]
    public void Detaching_in_place_cuts_the_history()
    {
        var x = torch.ones([1], requires_grad: true);
        var y = x * 2;

        Assert.Same(y, y.detach_());
        Assert.False(y.requires_grad);
    }

    [Fact]
    public void Requiring_a_gradient_is_a_switch()
    {
        var x = torch.ones(1);
        Assert.False(x.requires_grad);

        Assert.Same(x, x.requires_grad_());
        Assert.True(x.requires_grad);
        Assert.False(x.with_requires_grad(false).requires_grad);
    }

    [Fact]
    public void Anomaly_detection_names_a_gradient_that_is_not_a_number()
    {
        var x = torch.zeros([1], requires_grad: true);
        using (torch.autograd.detect_anomaly())
        {
            Assert.True(AnomalyMode.IsEnabled);
            Assert.Contains("nan", Assert.Throws<ExternalException>((x.sqrt() * 0).sum().backward).Message, StringComparison.Ordinal);
        }

        Assert.False(AnomalyMode.IsEnabled);
    }
}
