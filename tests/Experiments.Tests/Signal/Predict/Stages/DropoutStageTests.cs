namespace Experiments.Tests.Signal.Predict;

public sealed class DropoutStageTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Alpha_dropout_preserves_mean_0_and_variance_1(double probability)
    {
        var stage = DropoutStage.OfAlpha(probability);
        var standard = new RawMoments(0, 1, 0, 3).Affine(stage.Scale, stage.Shift).Or(1 - probability, stage.Dropped + stage.Shift);
        Assert.Equal(0, standard.First, 1e-12);
        Assert.Equal(1, standard.Second, 1e-12);
    }

    [Fact]
    public void Dropout_divides_second_moments_by_the_kept_share_forward_and_backward()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var linear = new ParameterLaw(0, 0.1);
        NetworkPath Path(params Stage[] between) =>
            new([new WeightedStage("a", linear, ParameterLaw.Zero, 50, 100), new ActivationStage(new TanhActivation()), .. between,
                new WeightedStage("b", linear, ParameterLaw.Zero, 100, 20)]);
        var input = SignalStatistics.Of(randn([30, 50], dtype: ScalarType.Float32, device: CPU, generator: generator));
        var gradient = new Dictionary<string, SignalStatistics> { ["b"] =
            SignalStatistics.Of(randn([30, 20], dtype: ScalarType.Float32, device: CPU, generator: generator)) };
        var none = SignalTheory.Predict(Path(), input, new Dictionary<string, SignalStatistics>(), gradient);
        var dropped = SignalTheory.Predict(Path(DropoutStage.OfValues(0.2)), input, new Dictionary<string, SignalStatistics>(), gradient);
        Assert.Equal(1.25, dropped[1].PreActivation!.SecondMoment.Value / none[1].PreActivation!.SecondMoment.Value, 1e-6);
        Assert.Equal(1.25, dropped[0].Gradient!.Value / none[0].Gradient!.Value, 1e-6);
        Assert.Equal(none[0].PreActivation!.SecondMoment.Value, dropped[0].PreActivation!.SecondMoment.Value, 1e-12);
    }

    [Fact]
    public void The_masks_add_to_the_spread_over_seeds_according_to_the_fourth_moment()
    {
        // For one example with normal x and p = 0.2, the mean of 100 squares of x m / 0.8 has the relative variance (3 / 0.8 − 1) / 100.
        // Then a linear layer with 20 outputs adds the factor (1 + 2/20).
        using var scope = NewDisposeScope();
        var path = new NetworkPath([
            new WeightedStage("a", new ParameterLaw(0, 0.1), ParameterLaw.Zero, 100_000, 100), DropoutStage.OfValues(0.2),
            new WeightedStage("b", new ParameterLaw(0, 0.1), ParameterLaw.Zero, 100, 20)]);
        var input = SignalStatistics.Of(ones([1, 100_000], dtype: ScalarType.Float32, device: CPU));
        var moment = SignalTheory.Predict(path, input, new Dictionary<string, SignalStatistics>(),
            new Dictionary<string, SignalStatistics>())[1].PreActivation!.SecondMoment;
        Assert.Equal((1.0275 * 1.1) - 1, Math.Pow(moment.Deviation / moment.Value, 2), 1e-3);
    }

    [Fact]
    public void Rectified_values_with_dropout_have_the_moments_from_integration()
    {
        // For x = ReLU of a standard normal variable, x is 0 with probability ½; E x = 1/√(2π), E x² = 1/2, E x³ = 2/√(2π), E x⁴ = 3/2.
        var half = new RawMoments(Math.Sqrt(2 / Math.PI), 1, 2 * Math.Sqrt(2 / Math.PI), 3).Or(0.5, 0);
        Assert.Equal(1 / Math.Sqrt(2 * Math.PI), half.First, 1e-12);
        Assert.Equal(1.5, half.Fourth, 1e-12);
        // A rectified normal variable has skewness 1.64056 and excess kurtosis 2.40764 (central moments integrated with SciPy).
        Assert.Equal(1.64056, half.Skewness, 1e-5);
        Assert.Equal(2.40764, half.ExcessKurtosis, 1e-5);
    }
}
