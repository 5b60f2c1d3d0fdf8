namespace Experiments.Data;

/// <summary>Two spirals in the plane, one per class: a small problem that no linear model solves.</summary>
public sealed record TwoSpirals : DataOptions
{
    [Option("examples", "Number of points.", Minimum = 10, Maximum = 1_000_000)]
    public int Examples { get; init; } = 1000;

    [Option("noise", "Standard deviation of the noise on each coordinate.", Minimum = 0)]
    public double Noise { get; init; } = 0.02;

    /// <inheritdoc/>
    public override bool ReadsFiles => false;

    /// <inheritdoc/>
    public override DataDescription Describe(DataContext context) =>
        new(TaskKind.Classification, InputShape: [2], Outputs: 2, Classes: ["first", "second"], Files: []);

    /// <inheritdoc/>
    public override DataSplits Load(DataContext context)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)SplitSeed, device: CPU);
        var noise = Noise * randn([Examples, 2], dtype: ScalarType.Float64, device: CPU, generator: generator);
        var inputs = tensor(Points(), dtype: ScalarType.Float64, device: CPU).reshape(Examples, 2) + noise;
        var targets = tensor(Labels(), dtype: ScalarType.Int64, device: CPU);

        var rows = SplitRows.Draw(Examples, test: 0.2, validation: 0.1, Limit, SplitSeed, "two_spirals");
        return new DataSplits(Describe(context), Part("train", rows.Train), Part("validation", rows.Validation), Part("test", rows.Test));

        // The tensors of a split outlive the scope; they are on the run's device and in the run's precision.
        Split Part(string name, long[] chosen)
        {
            var index = tensor(chosen, dtype: ScalarType.Int64, device: CPU);
            return new Split(
                name,
                inputs.index_select(0, index).to(context.Precision).to(context.Device).DetachFromDisposeScope(),
                targets.index_select(0, index).to(context.Device).DetachFromDisposeScope());
        }
    }

    // Point i lies at angle 3π·i/n on its spiral, at a distance that grows with the angle; the second spiral is the first one, rotated by
    // π.
    private double[] Points()
    {
        var points = new double[2 * Examples];
        for (var i = 0; i < Examples; i++)
        {
            var turn = (double)i / Examples;
            var angle = (3 * Math.PI * turn) + (i % 2 * Math.PI);
            (points[2 * i], points[(2 * i) + 1]) = (turn * Math.Cos(angle), turn * Math.Sin(angle));
        }
        return points;
    }

    private long[] Labels() => [.. Enumerable.Range(0, Examples).Select(i => (long)i % 2)];
}
