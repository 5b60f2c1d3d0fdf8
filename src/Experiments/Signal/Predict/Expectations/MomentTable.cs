using Experiments.Initialization;

namespace Experiments.Signal.Predict;

/// <summary>
/// Computes E f(x) for normal x as a function of its second moment. The values are computed on demand on a grid of the logarithm of the
/// second moment. If all signals have the same mean, the grid uses the logarithm of the variance instead. Between grid points, the values
/// are interpolated over four points, with a relative error of about 1e-6. A map of a hundred thousand positions needs a few dozen
/// integrals.
/// </summary>
internal sealed class MomentTable(Func<double, double> function, IReadOnlyList<double> kinks, SignalState signal)
{
    private const double Step = 1.0 / 16;
    private readonly Dictionary<int, double> _grid = [];

    // The common mean, if the mean is the same for every second moment (as for a bias). In this case the table is a function of the
    // variance, because the variance may be much smaller than the squared mean.
    private readonly double? _shift = signal.MeanOf(1) is var mean && mean != 0 && mean == signal.MeanOf(4) ? mean : null;

    public double At(double secondMoment)
    {
        var key = secondMoment - (_shift * _shift ?? 0);
        if (key <= 1e-14 * secondMoment)
            return function(_shift ?? 0);
        var place = Math.Log(key) / Step;
        var cell = (int)Math.Floor(place);
        var t = place - cell;
        return (-t * (t - 1) * (t - 2) / 6 * Grid(cell - 1)) + ((t + 1) * (t - 1) * (t - 2) / 2 * Grid(cell))
            - ((t + 1) * t * (t - 2) / 2 * Grid(cell + 1)) + ((t + 1) * t * (t - 1) / 6 * Grid(cell + 2));
    }

    // First terms of a Gram–Charlier series for a density that is almost normal.
    private double Density(double z) =>
        1 + (signal.Skewness / 6 * z * ((z * z) - 3)) + (signal.ExcessKurtosis / 24 * ((z * z * z * z) - (6 * z * z) + 3));

    private double Grid(int cell)
    {
        if (_grid.TryGetValue(cell, out var known))
            return known;
        var key = Math.Exp(cell * Step);
        var mean = _shift ?? signal.MeanOf(key);
        var variance = _shift is null ? Math.Max(key - (mean * mean), 0) : key;
        var value = variance == 0
            ? function(mean)
            : GaussianExpectation.Nodes(kinks, mean, variance)
                .Sum(node => node.Weight * Density(node.Node) * function(mean + (Math.Sqrt(variance) * node.Node)));
        return _grid[cell] = value;
    }
}
