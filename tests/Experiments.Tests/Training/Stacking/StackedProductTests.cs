namespace Experiments.Tests.Training.Stacking;

/// <summary>The product of all cells against libtorch's own linear layer and its gradients.</summary>
public sealed class StackedProductTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Output_and_gradients_are_those_of_linear(bool hasBias)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        Tensor Random(params long[] shape) => randn(shape, generator: generator);
        var input = Random(3, 32, 20).requires_grad_();
        var weight = new StackedParameter(Random(3, 16, 20).requires_grad_(), ones(3, 16, 20));
        var bias = hasBias ? new StackedParameter(Random(3, 16).requires_grad_(), ones(3, 16)) : null;
        var gradient = Random(3, 32, 16);

        var output = StackedProduct.apply(input, weight.Values, weight, bias!);
        output.backward([gradient]);

        for (var cell = 0; cell < 3; cell++)
        {
            var x = input[cell].detach().clone().requires_grad_();
            var w = weight.Values[cell].detach().clone().requires_grad_();
            var b = bias?.Values[cell].detach().clone().requires_grad_();
            var alone = functional.linear(x, w, b);
            alone.backward([gradient[cell].clone()]);
            Assert.True(output[cell].allclose(alone, 1e-5, 1e-5));
            Assert.True(input.grad![cell].allclose(x.grad!, 1e-5, 1e-5));
            // Gradients are added to what is there.
            Assert.True(weight.Gradient[cell].allclose(w.grad! + 1, 1e-5, 1e-5));
            if (bias is not null)
                Assert.True(bias.Gradient[cell].allclose(b!.grad! + 1, 1e-5, 1e-5));
        }
    }

    [Fact]
    public void An_input_without_a_gradient_gets_none_and_the_weight_still_does()
    {
        using var scope = NewDisposeScope();
        var input = ones(2, 3, 4);
        var weight = new StackedParameter(ones(2, 5, 4).requires_grad_(), zeros(2, 5, 4));

        StackedProduct.apply(input, weight.Values, weight, null!).sum().backward();

        Assert.Null(input.grad);
        Assert.Equal(3 * 2 * 5 * 4, weight.Gradient.sum().item<float>());
    }
}
