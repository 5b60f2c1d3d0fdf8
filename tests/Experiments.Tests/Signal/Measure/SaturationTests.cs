namespace Experiments.Tests.Signal.Measure;

public sealed class SaturationTests
{
    public static TheoryData<string> Names => [.. ActivationRegistry.Instance.Rows.Select(row => row.Name)];

    // For sigmoid, s(1 − s) = 0.01/4 gives s = (1 ± √0.99)/2. For tanh, 1 − t² = 0.01 gives t = √0.99.
    [Fact]
    public void The_saturated_intervals_of_sigmoid_and_tanh_follow_from_algebra()
    {
        var sigmoid = (1 + Math.Sqrt(0.99)) / 2;
        AssertOutside(Math.Log(sigmoid / (1 - sigmoid)), Saturation.Intervals(new SigmoidActivation()));
        AssertOutside(Math.Atanh(Math.Sqrt(0.99)), Saturation.Intervals(new TanhActivation()));
    }

    // A rectifier passes half of the gradient, and hardtanh passes P(|z| < 1) = erf(1/√2). A flat part passes no gradient, and a linear
    // function passes the whole gradient.
    [Fact]
    public void The_passed_share_of_the_gradient_is_that_of_the_squared_slope()
    {
        Assert.Equal(0.5, Saturation.Passed(new ReluActivation(), 0, 3), 1e-3);
        Assert.Equal(0.682689, Saturation.Passed(new HardtanhActivation(), 0, 1), 1e-3);
        Assert.Equal(0, Saturation.Passed(new HardtanhActivation(), 20, 1), 1e-9);
        Assert.Equal(1, Saturation.Passed(new IdentityActivation(), 1, 2), 1e-12);
    }

    [Fact]
    public void Relu_is_flat_below_0_and_leaky_relu_with_the_slope_of_the_threshold_nowhere()
    {
        var (from, to) = Assert.Single(Saturation.Intervals(new ReluActivation()));
        Assert.Equal((double.NegativeInfinity, 0.0), (from, to), new WithinPicometre());
        Assert.Empty(Saturation.Intervals(new LeakyReluActivation { Slope = 0.01 }));
        Assert.Single(Saturation.Intervals(new LeakyReluActivation { Slope = 0.005 }));
        Assert.Empty(Saturation.Intervals(new IdentityActivation()));
    }

    // GELU has its minimum at z = −0.7518, where φ' is 0. For z below about −3.4, |φ'| stays below 1 %.
    [Fact]
    public void A_function_is_flat_at_its_minimum()
    {
        var intervals = Saturation.Intervals(new GeluActivation());
        Assert.Equal(2, intervals.Count);
        Assert.InRange(-0.7517916, intervals[1].From, intervals[1].To);
    }

    [Fact]
    public void The_share_counts_values()
    {
        using var scope = NewDisposeScope();
        var z = tensor(new float[] { -4, -2.9f, 0, 2.9f, 3.1f, 9, 0.5f, 1 });
        Assert.Equal(3.0 / 8, Saturation.Share(new TanhActivation(), z));
        Assert.Equal(3.0 / 8, Saturation.Share(new ReluActivation(), z));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_the_intervals_of_every_activation_the_slope_is_below_the_threshold(string name)
    {
        var activation = (ActivationOptions)Activator.CreateInstance(
            ActivationRegistry.Instance.Rows.Single(row => row.Name == name).OptionsType)!;
        var intervals = Saturation.Intervals(activation);
        var points = Enumerable.Range(-3000, 6001).Select(i => i * 0.00417 + 0.0001).ToList();
        var largest = points.Max(z => Math.Abs(activation.Derivative(z)));
        Assert.All(points, z =>
        {
            var slope = Math.Abs(activation.Derivative(z)) / largest;
            if (Math.Abs(slope - 0.01) > 1e-3)
                Assert.Equal(slope < 0.01, intervals.Any(interval => z >= interval.From && z <= interval.To));
        });
    }

    private static void AssertOutside(double edge, IReadOnlyList<(double From, double To)> intervals)
    {
        Assert.Equal(2, intervals.Count);
        Assert.Equal(-edge, intervals[0].To, 1e-9);
        Assert.Equal(edge, intervals[1].From, 1e-9);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (intervals[0].From, intervals[1].To));
    }

    private sealed class WithinPicometre : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Close(x.Item1, y.Item1) && Close(x.Item2, y.Item2);

        public int GetHashCode((double, double) obj) => 0;

        private static bool Close(double x, double y) => x == y || Math.Abs(x - y) < 1e-12;
    }
}
