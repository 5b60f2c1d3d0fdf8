namespace Experiments.Tests.Models;

public sealed class SoftmaxRegressionTests
{
    [Fact]
    public void It_is_one_linear_layer_on_the_flattened_input()
    {
        using var model = new SoftmaxRegression().Build(new ModelShape([3, 4, 5], 7));
        Assert.Equal(["classifier.0.weight 7x60", "classifier.0.bias 7"], Shapes.Of(model));
        using var result = model.call(zeros([2, 3, 4, 5], dtype: ScalarType.Float32, device: CPU));
        Assert.Equal([2L, 7L], result.shape);
    }
}
