namespace Experiments.Tests.Training.Stacking;

/// <summary>Compares the losses of all cells, and their gradients, with the loss of each cell.</summary>
public sealed class StackedLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // libtorch adds the examples' losses in groups; 17 and 300 examples fill these differently.
    [Theory]
    [InlineData(17, 1)]
    [InlineData(300, 1)]
    [InlineData(300, 0.25)]
    public void Losses_have_the_bits_of_separate_losses(long batch, double weight)
    {
        using var generator = new Generator(3);
        var logits = randn([4, batch, 10], generator: generator).requires_grad_();
        var targets = randint(0, 10, [4, batch], dtype: ScalarType.Int64, generator: generator);

        var losses = StackedLoss.Backward(new CrossEntropyLoss(), new StackedSignal(logits), targets, weight);

        for (var cell = 0; cell < 4; cell++)
        {
            var own = logits.detach()[cell].clone().requires_grad_();
            var loss = functional.cross_entropy(own, targets[cell]);
            (loss * weight).backward();
            Assert.Equal(loss.item<float>() * (float)weight, losses[cell].item<double>());
            Assert.True(own.grad!.allclose(logits.grad![cell], 1e-6, 1e-9));
        }
    }

    [SkippableFact]
    public void The_native_function_refuses_shapes_that_do_not_fit()
    {
        var native = ClassLossesFunction.Of(TorchLibrary.Loaded!);
        Skip.If(native is null, "Only this project's native library has this function.");

        Assert.Contains("[cells, batch, classes]", Assert.Throws<ExternalException>(
            () => native!.Call(zeros(2, 3, 4), zeros(2, 4, dtype: ScalarType.Int64))).Message, StringComparison.Ordinal);
    }
}
