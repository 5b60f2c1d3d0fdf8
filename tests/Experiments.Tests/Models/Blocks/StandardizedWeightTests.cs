namespace Experiments.Tests.Models;

public sealed class StandardizedWeightTests
{
    // With one weight per unit, the standardised weight is (w − w) / √(0 + 1e-5) = 0.
    [Fact]
    public void A_layer_with_one_weight_a_unit_is_refused()
    {
        static InputException Refused(ModelOptions model, params long[] shape) =>
            Assert.Throws<InputException>(() => model.Build(new ModelShape(shape, 2)).Dispose());

        const string Sentence =
            "model: weight_standardization: a layer has one weight per unit, whose standardised value is always 0; make the layer "
                + "before it wider, or leave weight_standardization out.";
        Assert.Equal(Sentence, Refused(new Mlp { Hidden = [1, 8], Normalization = "batch", WeightStandardization = true }, 4).Message);
        Assert.Equal(Sentence, Refused(new ResNet { Depth = 8, Width = 1, Shortcut = "projection", WeightStandardization = true }, 1, 8,
            8).Message);
        new ResNet { Depth = 8, Width = 1, WeightStandardization = true }.Build(new ModelShape([1, 8, 8], 2)).Dispose();
    }

    // The variance is var w / (var w + 1e-5). As computed in PyTorch, this variance is 0.88 for PyTorch's default var w = 1/(3 · 4608), and
    // 0.92 for 1/(3 · 3072). For standard deviations of 0.01 and 0.001, the variance is 0.91 and 0.09.
    [Theory]
    [InlineData(0.0085052, 0.88)]
    [InlineData(0.0104167, 0.92)]
    [InlineData(0.01, 0.91)]
    [InlineData(0.001, 0.09)]
    public void Weights_of_a_small_variance_keep_less_than_1_of_it(double std, double variance)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, device: CPU);
        // With 200,000 values, the variance has a relative standard error of 0.3 %, and the relative standard error of the quotient is
        // smaller.
        var weight = empty([4, 50_000], dtype: ScalarType.Float32, device: CPU).normal_(0, std, generator: generator);
        Assert.Equal(variance, StandardizedWeight.Of(weight).to_type(ScalarType.Float64).square().mean().item<double>(), 0.006);
    }
}
