namespace Experiments.Tests.Models;

public sealed class ResidualTests
{
    [Fact]
    public void Without_more_it_adds_the_branch_to_its_input()
    {
        using var scope = NewDisposeScope();
        using var block = new Residual(Filled(2, 2, 3));
        // Each output is the input plus 3 · (1 + 4).
        Assert.Equal([16f, 19f], Through(block, 1, 4));
    }

    [Fact]
    public void The_shortcut_is_projected_the_branch_scaled_and_the_sum_activated()
    {
        using var scope = NewDisposeScope();
        using var block = new Residual(Filled(2, 3, -2), Filled(2, 3, 1), ReLU(inplace: false), branchScale: 0.25);
        // For x = (3, 5), the output is 8 − 0.25 · 16 = 4. For x = (−3, −5), the output is relu(−8 + 4) = 0.
        Assert.Equal([4f, 4f, 4f], Through(block, 3, 5));
        Assert.Equal([0f, 0f, 0f], Through(block, -3, -5));
    }

    [Fact]
    public void A_learned_scale_is_a_parameter_that_gets_the_gradient_of_its_product()
    {
        using var scope = NewDisposeScope();
        using var block = new Residual(Filled(2, 2, 1), branchScale: 0, learnsScale: true);
        Assert.Equal([1f, 4f], Through(block, 1, 4));
        var scale = block.get_parameter("scale")!;
        // The gradient of s is d/ds Σ (x + s · branch(x)) = Σ branch(x) = 2 · 5.
        block.call(tensor(new[] { 1f, 4f }, dtype: ScalarType.Float32).reshape(1, 2)).sum().backward();
        Assert.Equal([1L], scale.shape);
        Assert.Equal([10f], scale.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Parameters_are_named_scale_branch_and_shortcut_in_this_order_and_move_together()
    {
        using var scope = NewDisposeScope();
        using var block = new Residual(Sequential(Linear(2, 3), ReLU(inplace: false)), Linear(2, 3), new PReluActivation().Build(),
            learnsScale: true);
        Assert.Equal(["scale 1", "branch.0.weight 3x2", "branch.0.bias 3", "shortcut.weight 3x2", "shortcut.bias 3", "activation.weight 1"],
            Shapes.Of(block));
        block.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, block.call(ones([1, 2], dtype: ScalarType.Float64, device: CPU)).dtype);
    }

    private static TorchSharp.Modules.Linear Filled(long inputs, long outputs, double weight)
    {
        var layer = Linear(inputs, outputs, hasBias: false);
        using var noGradients = no_grad();
        layer.weight.fill_(weight);
        return layer;
    }

    private static float[] Through(Module<Tensor, Tensor> block, float first, float second) =>
        block.call(tensor(new[] { first, second }, dtype: ScalarType.Float32).reshape(1, 2)).data<float>().ToArray();
}
