using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Computes <see cref="SignalState.CentredNoise"/> through each kind of stage.</summary>
internal static class CentredSteps
{
    /// <summary>
    /// Computes the noise behind an activation, of h = φ(z) − E φ. With n units the squared length of an example varies by <c>(E h⁴ − (E
    /// h²)²) / (n (E h²)²)</c>. A fluctuation δ ln q of the previous centred moments changes ln E h² by δ ln q · (∂ E h² / ∂ ln q) / E h².
    /// </summary>
    public static double[,] Activation(SignalState signal, ActivationOptions activation, double[,] correlations)
    {
        // A batch normalisation fixes each unit's mean square over the batch, but not its squares at single points. With few directions,
        // these vary less than those of a normal variable.
        var lengths = Enumerable.Range(0, signal.Points.Count).Average(p => signal.CentredNoise[p, p]);
        var free = !signal.Terms.FixesUnits ? signal : signal with
        {
            Terms = NoiseTerms.All,
            Spread = SymmetricMatrix.Make(signal.Points.Count, (p, r) => p == r
                ? Math.Min(0, (signal.ExcessKurtosis - (3 * lengths)) / 2)
                : signal.Spread[p, r]),
        };
        var state = free with { Noise = signal.CentredNoise };
        var mean = PooledMoments.SeriesAt(state, activation.Value, activation.Kinks).Average(series => series.Mean);
        var squares = PooledMoments.SeriesAt(state, x => (activation.Value(x) - mean) * (activation.Value(x) - mean), activation.Kinks);
        return SymmetricMatrix.Make(squares.Length, (p, r) => squares[p].Mean * squares[r].Mean is > 0 and var product
            ? PooledMoments.Covariance(state, squares, correlations[p, r], p, r) / product
            : 0);
    }

    /// <summary>Computes the noise behind a layer with weights. The bias of a unit is equal in all examples, so it does not count. For a
    /// convolution, the squared length of a patch is the sum over the taps; the fluctuations at two taps are taken from two sampled
    /// positions of the example.</summary>
    public static double[,] Weighted(SignalState input, PointSet points, int[] from, int taps)
    {
        var noise = input.CentredNoise;
        if (taps == 1 || input.Source is not null)
            return SymmetricMatrix.Pick(noise, from);
        var width = input.Points.Positions.Count;
        var count = input.Points.Examples.Count;
        var between = new double[count, count];
        for (var a = 0; a < count; a++)
        {
            for (var b = a; b < count; b++)
                between[a, b] = between[b, a] = width == 1 ? noise[a, b] : input.OverPositions(noise, a, b,
                    (t, u) => t == u ? 0 : 1.0 / width / (width - 1));
        }
        return SymmetricMatrix.Make(points.Count, (p, r) =>
            (noise[from[p], from[r]] / taps) + ((1 - (1.0 / taps)) * between[from[p] / width, from[r] / width]));
    }

    /// <summary>Computes the noise of a sum whose parts fluctuate independently.</summary>
    public static double[,] Sum((SignalState Signal, int[] Places) shortcut, (SignalState Signal, double Scale) branch)
    {
        var (first, second) = (NormSteps.BatchVariance(shortcut.Signal),
            branch.Scale * branch.Scale * NormSteps.BatchVariance(branch.Signal));
        var share = first + second > 0 ? first / (first + second) : 0;
        var (left, right) = (shortcut.Signal.CentredNoise, branch.Signal.CentredNoise);
        return SymmetricMatrix.Make(branch.Signal.Points.Count, (p, r) =>
            (share * share * left[shortcut.Places[p], shortcut.Places[r]]) + ((1 - share) * (1 - share) * right[p, r]));
    }
}
