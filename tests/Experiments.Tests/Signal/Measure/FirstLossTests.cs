namespace Experiments.Tests.Signal.Measure;

public sealed class FirstLossTests
{
    // All training targets have mean 5 and variance (16 + 4 + 0 + 36)/4 = 14. The loss of predicting the mean on the two examples is (16 +
    // 4)/2 = 10.
    [Fact]
    public void A_regression_is_compared_with_the_loss_of_the_mean_of_all_targets()
    {
        using var scope = NewDisposeScope();

        var first = FirstLoss.Of(Sequential(Identity()), new MseLoss(), TaskKind.Regression, Column(2, 4), Column(1, 3),
            Column(1, 3, 5, 11), seed: 0);

        Assert.Equal(new FirstLoss(2, 1, 14, Math.Sqrt(10), 10, 5, Math.Sqrt(14)), first);
    }

    // The targets of the two examples are far from the mean, so the loss (25 + 49)/2 is more than the variance.
    [Fact]
    public void The_loss_of_the_mean_on_the_examples_is_used_if_it_is_larger()
    {
        using var scope = NewDisposeScope();

        var first = FirstLoss.Of(Sequential(Identity()), new MseLoss(), TaskKind.Regression, Column(0, 0), Column(0, 12),
            Column(0, 12, 3, 5), seed: 0);

        Assert.Equal((5, 37, 72), (first.TargetMean, first.Constant, first.Loss));
        Assert.Equal(19.5, first.TargetStd * first.TargetStd, 12);
    }

    // The losses −log softmax are ln(1 + e⁻²) and ln 2. With any label smoothing, the loss of equal probabilities is ln 2.
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void A_classification_is_compared_with_the_logarithm_of_the_number_of_classes(double smoothing)
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new double[] { 2, 0, 0, 0 }, dtype: ScalarType.Float64).reshape(2, 2);
        var classes = tensor(new long[] { 0, 1 });

        var first = FirstLoss.Of(Sequential(Identity()), new CrossEntropyLoss { LabelSmoothing = smoothing }, TaskKind.Classification,
            logits, classes, classes, seed: 0);

        Assert.Equal(Math.Log(2), first.Constant, 12);
        Assert.Equal((1, 0, 0), (first.OutputSize, first.TargetMean, first.TargetStd));
        if (smoothing == 0)
            Assert.Equal((Math.Log(1 + Math.Exp(-2)) + Math.Log(2)) / 2, first.Loss, 12);
    }

    [Fact]
    public void Running_statistics_are_restored()
    {
        using var scope = NewDisposeScope();
        var model = Sequential(BatchNorm1d(1, dtype: ScalarType.Float64));
        var before = model.named_buffers().Select(buffer => buffer.buffer.clone()).ToList();

        FirstLoss.Of(model, new MseLoss(), TaskKind.Regression, Column(2, 4), Column(1, 3), Column(1, 3), seed: 0);

        Assert.All(model.named_buffers().Zip(before), pair => Assert.True(pair.First.buffer.equal(pair.Second).all().item<bool>()));
        Assert.Equal(3, before.Count);
    }

    private static Tensor Column(params double[] values) => tensor(values, dtype: ScalarType.Float64).reshape(-1, 1);
}
