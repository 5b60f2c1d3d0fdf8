namespace Experiments.Tests.Initialization;

/// <summary>Compares the predicted variability of squared entries with drawn entries.</summary>
public sealed class ExcessKurtosisTests
{
    private const int Rows = 200;
    private const int Columns = 2000;

    public static TheoryData<Scheme, double> Schemes => new()
    {
        { new NormalScheme { StandardDeviation = 0.3 }, 0 },
        { new KaimingNormalScheme(), 0 },
        { new UniformScheme { A = -0.2, B = 0.2 }, -1.2 },
        { new XavierUniformScheme(), -1.2 },
        { new KaimingUniformScheme(), -1.2 },
        { new LecunUniformScheme(), -1.2 },
        { new TorchDefaultScheme(), -1.2 },
        { new VarianceScalingScheme { Shape = "uniform" }, -1.2 },
        // For N(0, 1) truncated at ±2, the fourth moment divided by the squared second moment is 1.416187 / 0.773741² = 2.36554.
        { new VarianceScalingScheme { Shape = "truncated_normal" }, 2.36554 - 3 },
        // The excess kurtosis is 2 · 0.8 / 0.2.
        { new SparseScheme { Sparsity = 0.8, StandardDeviation = 0.3 }, 8 },
    };

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Sums_of_squares_of_columns_vary_as_the_number_says(Scheme scheme, double excess)
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(Columns, Rows, hasBias: false);
        var target = Initializer.Apply(layer, new InitOptions { Weight = scheme }, seed: 11).Parameters.Single().Target;
        Assert.Equal(excess, scheme.Law(target)!.ExcessKurtosis, 1e-4);

        var sums = layer.weight.detach().to(ScalarType.Float64).square().sum([0L]);
        var (mean, variance) = (sums.mean().item<double>(), sums.sub(sums.mean()).square().mean().item<double>());
        // Var(Σ w²) / (E Σ w²)² = (2 + excess) / rows; the estimate has a relative standard error of √(2 / columns), and a slightly larger
        // one for sums of few numbers.
        Assert.Equal(2 + excess, Rows * variance / (mean * mean), 5 * Math.Sqrt(2.0 / Columns) * (2 + excess));
    }
}
