using GpuCheck.Checks;

namespace GpuCheck.Training;

/// <summary>
/// The largest distance between two correct devices after a few updates. The devices add the same terms in different orders, and round the
/// result of each addition.
/// <para>
/// A sum of n terms has a relative rounding error of about √n·u, with u = 2⁻²⁴ in float32; the worst case n·u would need all roundings in
/// the same direction. The difference of two devices is twice as large as the error of one device. In an update, 3·L sums follow one
/// another: forward, backward to the inputs and backward to the weights of L layers. The next update starts with the error of the previous
/// update; at a small learning rate training multiplies this error by at most <see cref="Growth"/>. After k updates, the relative
/// difference of the gradients, the losses and the changes of the weights is therefore at most
/// </para>
/// <para>τ = 2·√n·u · 3·L · (g⁰ + g¹ + … + gᵏ⁻¹)</para>
/// <para>and the relative difference of the weights, which are rounded when stored, is at most τ·‖w − w₀‖/‖w‖ + 2·k·u.</para>
/// <para>On every row the measured distance between float32 on a CPU and float64 is at most a tenth of this bound (libtorch 1.13 and 2.10).
/// TF32, with errors of 2⁻¹¹ per product, exceeds the bound.</para>
/// </summary>
internal static class Rounding
{
    /// <summary>Half the distance between 1 and the next larger float32 number.</summary>
    public const double UnitOfFloat32 = 1.0 / (1 << 24);

    /// <summary>
    /// The tolerance in float64. The formula gives about 1e-13. This larger value allows errors to grow, but is far below the effect of a
    /// single operation in float32 (1e-8 and more). The tolerance is therefore small enough to show that both devices compute the same
    /// function.
    /// </summary>
    public const double ToleranceInFloat64 = 1e-9;

    /// <summary>The largest factor by which an update of these small configs multiplies an earlier error.</summary>
    public const double Growth = 1.25;

    /// <summary>2·k·u, the difference between two devices that comes from rounding each weight at each update.</summary>
    public const double Stored = 2 * SmallConfigs.Updates * UnitOfFloat32;

    // Convolutions are tested on images of 8×8 pixels.
    private const int PositionsOfDigits = 64;

    /// <summary>Returns the tolerance τ in float32.</summary>
    /// <param name="shapes">Shapes of the network's parameters.</param>
    /// <param name="termsOfBatch">Number of terms of the longest sum over a batch: the number of examples times the positions of a
    /// convolution.</param>
    /// <param name="updates">Number of updates made.</param>
    public static double Tolerance(IReadOnlyList<IReadOnlyList<long>> shapes, long termsOfBatch, int updates)
    {
        var weights = shapes.Where(shape => shape.Count >= 2).ToList();
        var fanIn = weights.Select(shape => shape.Skip(1).Aggregate(1L, (product, size) => product * size)).Max();
        var errors = Enumerable.Range(0, updates).Sum(update => Math.Pow(Growth, update));
        return 2 * Math.Sqrt(Math.Max(fanIn, termsOfBatch)) * UnitOfFloat32 * 3 * weights.Count * errors;
    }

    /// <summary>Returns τ for one of the <see cref="SmallConfigs"/>.</summary>
    /// <param name="outcome">A run of the config.</param>
    public static double OfNetwork(Outcome outcome)
    {
        var shapes = Outcome.Shapes(outcome.LastFile);
        var positions = shapes.Any(shape => shape.Count == 4) ? PositionsOfDigits : 1;
        return Tolerance(shapes, outcome.BatchSize * positions, SmallConfigs.Updates);
    }

    /// <summary>Judges a distance in float64.</summary>
    public static CheckResult Judge(Distance distance) =>
        CheckResult.Within(Math.Max(distance.Losses, distance.Weights), ToleranceInFloat64);

    /// <summary>Judges a distance in float32. The result shows the larger of two ratios: the distance of the losses and the distance of the
    /// weights, each divided by its tolerance.</summary>
    /// <param name="distance">The distance.</param>
    /// <param name="tolerance">τ.</param>
    /// <param name="stored">2·k·u, for the weights.</param>
    public static CheckResult Judge(Distance distance, double tolerance, double stored)
    {
        var ofLosses = CheckResult.Within(distance.Losses, tolerance);
        var ofWeights = CheckResult.Within(distance.Weights, (tolerance * distance.Trained) + stored);
        if (ofLosses.Status != ofWeights.Status)
            return ofLosses.Status == Status.Fail ? ofLosses : ofWeights;
        return ofLosses.Figure / ofLosses.Tolerance > ofWeights.Figure / ofWeights.Tolerance ? ofLosses : ofWeights;
    }
}
