namespace Experiments.Tests.Initialization;

/// <summary>Compares moments of drawn values with theory, within five standard errors. Each test must also fail for a similar but wrong
/// scheme.</summary>
public sealed class StatisticsTests
{
    private const long Inputs = 200;
    private const long Outputs = 300;
    private const double StandardErrors = 5;

    // Relative standard error of a sampled variance, times √N: √2 for a normal distribution, √0.8 for a uniform distribution, and √1.366
    // for a normal distribution truncated at ±2.
    private static readonly Dictionary<Distribution, double> VarianceError = new()
    {
        [Distribution.Normal] = Math.Sqrt(2),
        [Distribution.Uniform] = Math.Sqrt(0.8),
        [Distribution.TruncatedNormal] = Math.Sqrt(1.366),
    };

    private static bool HasStd(Sample sample, double std, Distribution distribution) =>
        Math.Abs((sample.Variance / (std * std)) - 1) < StandardErrors * VarianceError[distribution] / Math.Sqrt(sample.Values.Length);

    // The standard error of the excess kurtosis of a normal sample is √(24 / N).
    private static bool LooksNormal(Sample sample) =>
        Math.Abs(sample.ExcessKurtosis) < StandardErrors * Math.Sqrt(24.0 / sample.Values.Length);

    private static bool LooksUniform(Sample sample) =>
        Math.Abs(sample.ExcessKurtosis + 1.2) < StandardErrors * Math.Sqrt(24.0 / sample.Values.Length);

    public static TheoryData<Scheme, Distribution, double, double> Claims => new()
    {
        // Each row has the scheme, the distribution, the expected variance, and the variance that the most likely mistake would give.
        { new LecunNormalScheme(), Distribution.Normal, 1.0 / Inputs, 1.0 / Outputs },
        { new LecunUniformScheme(), Distribution.Uniform, 1.0 / Inputs, 1.0 / Outputs },
        { new KaimingNormalScheme { Nonlinearity = "relu" }, Distribution.Normal, 2.0 / Inputs, 2.0 / Outputs },
        { new KaimingNormalScheme { Nonlinearity = "relu" }, Distribution.Normal, 2.0 / Inputs, 1.0 / Inputs },
        { new KaimingUniformScheme { Mode = "fan_out" }, Distribution.Uniform, 2.0 / Outputs, 2.0 / Inputs },
        { new KaimingNormalScheme { A = 0.5 }, Distribution.Normal, 1.6 / Inputs, 2.0 / Inputs },
        { new XavierNormalScheme(), Distribution.Normal, 2.0 / (Inputs + Outputs), 1.0 / Inputs },
        { new XavierUniformScheme { Nonlinearity = "tanh" }, Distribution.Uniform, 50.0 / 9 / (Inputs + Outputs),
            2.0 / (Inputs + Outputs) },
        { new VarianceScalingScheme { Scale = 3, Mode = "fan_out", Shape = "truncated_normal" }, Distribution.TruncatedNormal,
            3.0 / Outputs, 3.0 / Outputs * 0.7737 },
        { new VarianceScalingScheme { Scale = 2, Mode = "fan_avg", Shape = "uniform" }, Distribution.Uniform, 4.0 / (Inputs + Outputs),
            2.0 / Inputs },
        // The rows have the five means of 200 and 300, each with the mean that is nearest to it. The harmonic mean of 1/200 and 1/300 is
        // 2/500; their arithmetic mean is (1/200 + 1/300)/2.
        { new VarianceScalingScheme { Mode = "fan_harmonic" }, Distribution.Normal, ((1.0 / Inputs) + (1.0 / Outputs)) / 2, 1.0 / Inputs },
        { new VarianceScalingScheme { Mode = "fan_out", Shape = "truncated_normal" }, Distribution.TruncatedNormal, 1.0 / Outputs,
            1.0 / Inputs },
        { new XavierNormalScheme { Mode = "fan_in" }, Distribution.Normal, 1.0 / Inputs, 2.0 / (Inputs + Outputs) },
        { new XavierUniformScheme { Mode = "fan_out" }, Distribution.Uniform, 1.0 / Outputs, 2.0 / (Inputs + Outputs) },
        { new XavierUniformScheme { Mode = "fan_harmonic", GainValue = 2 }, Distribution.Uniform, ((4.0 / Inputs) + (4.0 / Outputs)) / 2,
            4.0 / Outputs },
        { new NormalScheme { StandardDeviation = Expression.Parse("2/sqrt(fan_in)", LayerNames.Known) }, Distribution.Normal, 4.0 / Inputs,
            2.0 / Inputs },
        { new TorchDefaultScheme(), Distribution.Uniform, 1.0 / (3 * Inputs), 1.0 / Inputs },
        { new NormalScheme { StandardDeviation = 0.01 }, Distribution.Normal, 0.0001, 0.01 },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public void The_variance_is_that_of_the_formula_and_not_that_of_the_neighbouring_mistake(Scheme scheme, Distribution distribution,
        double variance, double mistaken)
    {
        var sample = Sample.Linear(scheme, Inputs, Outputs);
        Assert.True(HasStd(sample, Math.Sqrt(variance), distribution), $"variance {sample.Variance}, formula {variance}");
        Assert.False(HasStd(sample, Math.Sqrt(mistaken), distribution), $"variance {sample.Variance} can't be told from {mistaken}");
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void The_mean_is_zero(Scheme scheme, Distribution distribution, double variance, double mistaken)
    {
        _ = (distribution, mistaken);
        var sample = Sample.Linear(scheme, Inputs, Outputs);
        Assert.True(Math.Abs(sample.Mean) < StandardErrors * Math.Sqrt(variance / sample.Values.Length), $"mean {sample.Mean}");
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void The_shape_is_that_of_the_distribution_and_of_no_other(Scheme scheme, Distribution distribution, double variance,
        double mistaken)
    {
        _ = (variance, mistaken);
        var sample = Sample.Linear(scheme, Inputs, Outputs);
        Assert.Equal(distribution == Distribution.Normal, LooksNormal(sample));
        Assert.Equal(distribution == Distribution.Uniform, LooksUniform(sample));
    }

    // For fans 10 and 1000, the means are far apart, so the test can distinguish them.
    [Theory]
    [InlineData("fan_in", 1.0 / 10)]
    [InlineData("fan_out", 1.0 / 1000)]
    [InlineData("fan_avg", 2.0 / 1010)]
    [InlineData("fan_harmonic", (0.1 + 0.001) / 2)]
    [InlineData("fan_geo_avg", 0.01)]
    public void Each_mode_is_its_own_mean_of_the_fans(string mode, double variance)
    {
        foreach (var scheme in new Scheme[] { new VarianceScalingScheme { Mode = mode }, new XavierNormalScheme { Mode = mode } })
        {
            var sample = Sample.Linear(scheme, inputs: 10, outputs: 1000);
            Assert.True(HasStd(sample, Math.Sqrt(variance), Distribution.Normal), $"variance {sample.Variance}, formula {variance}");
        }
    }

    [Fact]
    public void The_variance_of_fan_avg_is_the_harmonic_mean_of_the_two_variances_and_that_of_fan_harmonic_the_mean()
    {
        var fans = new Fans(200, 300);
        double Variance(FanMode mode) => Math.Pow(new VarianceScaling(1, mode, Distribution.Normal).Std(fans), 2);
        var (forward, backward) = (Variance(FanMode.FanIn), Variance(FanMode.FanOut));
        Assert.Equal(2 / ((1 / forward) + (1 / backward)), Variance(FanMode.FanAverage), 1e-15);
        Assert.Equal((forward + backward) / 2, Variance(FanMode.FanHarmonic), 1e-15);
        Assert.Equal(Math.Sqrt(forward * backward), Variance(FanMode.FanGeometric), 1e-15);
    }

    [Fact]
    public void A_grouped_convolution_is_scaled_by_its_connections_where_PyTorch_has_no_such_scheme_and_by_PyTorchs_fan_where_it_has()
    {
        // The layer has 32 inputs, 64 outputs and 4 groups of 3×3 kernels. An input is connected to 16 · 9 = 144 outputs; PyTorch counts 64
        // · 9 = 576.
        var ours = Sample.Of(Conv2d(32, 64, kernel_size: 3L, groups: 4), new VarianceScalingScheme { Mode = "fan_out" });
        Assert.True(HasStd(ours, Math.Sqrt(1.0 / 144), Distribution.Normal));
        Assert.False(HasStd(ours, Math.Sqrt(1.0 / 576), Distribution.Normal));

        var pytorchs = Sample.Of(Conv2d(32, 64, kernel_size: 3L, groups: 4),
            new KaimingNormalScheme { Mode = "fan_out", Nonlinearity = "linear" });
        Assert.True(HasStd(pytorchs, Math.Sqrt(1.0 / 576), Distribution.Normal));
        Assert.False(HasStd(pytorchs, Math.Sqrt(1.0 / 144), Distribution.Normal));
    }

    [Fact]
    public void A_truncated_normal_stays_within_its_cuts_and_has_the_variance_of_the_formula()
    {
        // If N(0, 1) is truncated at ±1, the variance is 1 − 2φ(1)/(2Φ(1) − 1) = 0.2911. Without truncation, the variance is 1.
        var sample = Sample.Linear(new TruncNormalScheme { A = -1, B = 1 }, Inputs, Outputs);
        Assert.All(sample.Values, value => Assert.InRange(value, -1, 1));
        Assert.Equal(Math.Sqrt(0.29112509477279314), TruncatedNormal.Std(0, 1, -1, 1)!.Value, 1e-9);
        Assert.True(HasStd(sample, Math.Sqrt(0.29112509477279314), Distribution.Normal));
        Assert.False(HasStd(sample, 1, Distribution.Normal));
    }

    [Fact]
    public void The_widening_of_a_normal_cut_at_two_standard_deviations_is_the_papers_constant()
    {
        Assert.Equal(VarianceScaling.TruncatedStd, TruncatedNormal.Std(0, 1, -2, 2)!.Value, 1e-12);
        Assert.Null(TruncatedNormal.Std(0, 1, 20, 21));
    }

    [Fact]
    public void Sparse_zeroes_the_share_that_was_asked_for_in_each_column()
    {
        const int rows = 40;
        var values = Sample.Linear(new SparseScheme { Sparsity = 0.33, StandardDeviation = 0.5 }, inputs: 300, outputs: rows).Values;
        for (var column = 0; column < 300; column++)
            Assert.Equal(14, Enumerable.Range(0, rows).Count(row => values[(row * 300) + column] == 0));
        var others = new Sample(values.Where(value => value != 0).Select(value => (float)value));
        Assert.True(HasStd(others, 0.5, Distribution.Normal));
    }

    [Fact]
    public void A_tenth_more_variance_is_told_apart()
    {
        var sample = Sample.Linear(new LecunNormalScheme(), Inputs, Outputs);
        Assert.False(HasStd(sample, Math.Sqrt(1.1 / Inputs), Distribution.Normal));
    }
}
