namespace Experiments.Tests.Signal.Predict.Propagation;

/// <summary>Tests the slopes of one unit in successive blocks of a residual network with an activation after the addition.</summary>
public sealed class UnitProfileTests
{
    // The numbers are means over 60 networks in NumPy: x ← relu(x + W₂ relu(W₁ x)), width 400, Kaiming weights. The numbers are relative to
    // the gradient at the output of a final linear layer, with the last of eight blocks first; standard errors are below 1.7 %. With
    // independent slopes, the last number would be five times smaller.
    private static readonly double[] s_simulated = [1.318, 2.700, 5.531, 11.36, 23.26, 47.74, 97.53, 192.2, 315.4];

    [Fact]
    public void Gradients_through_rectified_sums_equal_those_of_a_simulation()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(8, CPU);
        const int Width = 400;
        const int Examples = 24;
        WeightedStage Layer(string name, int inputs) =>
            new(name, new ParameterLaw(0, Math.Sqrt(2.0 / inputs)), ParameterLaw.Zero, inputs, Width);
        var relu = new ReluActivation();
        var stages = new List<Stage> { Layer("z0", Examples), new ActivationStage(relu) };
        for (var block = 1; block <= 8; block++)
        {
            stages.Add(new ResidualStage([],
                [Layer($"u{block}", Width), new ActivationStage(relu), Layer($"z{block}", Width)], Scale: 1));
            stages.Add(new ActivationStage(relu));
        }
        stages.Add(Layer("last", Width));
        var gradient = randn([Examples, Width], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var layers = SignalTheory.Predict(new NetworkPath(stages),
            SignalStatistics.Of(eye(Examples, dtype: ScalarType.Float32, device: CPU) * Math.Sqrt(Examples)),
            new Dictionary<string, SignalStatistics>(),
            new Dictionary<string, SignalStatistics> { ["last"] = SignalStatistics.Of(gradient / gradient.square().mean().sqrt()) });
        foreach (var (expected, block) in s_simulated.Select((value, index) => (value, 8 - index)))
            Assert.Equal(expected, layers.Single(layer => layer.Layer == $"z{block}").Gradient!.Value, 0.06 * expected);
    }

    [Fact]
    public void A_sample_of_units_is_the_same_each_time_and_its_parts_are_independent()
    {
        using var scope = NewDisposeScope();
        var signal = SignalState.Of(SignalStatistics.Of(ones([3, 5], dtype: ScalarType.Float32, device: CPU)));
        UnitSample Draw() => UnitSample.Of(signal).Plus(0, 1).Plus(2, 4);
        var (first, sum) = (UnitSample.Of(signal).Values, Draw().Values);
        Assert.Equal(sum, Draw().Values);
        Assert.Equal(2, sum.Average(), 1e-9);
        // The tolerance is three standard errors: the parts have exact variances and correlations of about 1/√8192.
        Assert.Equal(6, sum.Average(value => (value - 2) * (value - 2)), 0.2);
        Assert.Equal(1, first.Zip(sum, (left, right) => left * right).Average(), 0.075);
    }

    [Fact]
    public void Parts_of_many_blocks_are_independent_in_pairs_and_in_threes()
    {
        using var scope = NewDisposeScope();
        var sample = UnitSample.Of(SignalState.Of(SignalStatistics.Of(ones([3, 5], dtype: ScalarType.Float32, device: CPU))));
        var parts = new List<double[]> { sample.Values.ToArray() };
        for (var block = 1; block < 24; block++)
        {
            var next = sample.Plus(0, 1);
            parts.Add([.. next.Values.Zip(sample.Values, (after, before) => after - before)]);
            sample = next;
        }
        double Squared(params int[] blocks) =>
            UnitSample.Count * Math.Pow(Enumerable.Range(0, UnitSample.Count).Average(unit => blocks.Aggregate(1.0, (product, block) =>
                product * parts[block][unit])), 2);
        // The values are squares of normal numbers with variance 1. The tolerance is four standard errors, which are √(2 / 276) and √(2 /
        // 22).
        var pairs = Enumerable.Range(0, 24).SelectMany(first => Enumerable.Range(0, first).Select(second => Squared(first, second)));
        Assert.Equal(1, pairs.Average(), 0.34);
        Assert.Equal(1, Enumerable.Range(0, 22).Average(block => Squared(block, block + 1, block + 2)), 1.2);
    }
}
