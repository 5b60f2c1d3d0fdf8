using GpuCheck.Checks;

namespace GpuCheck.Training;

/// <summary>
/// How far two correct devices may be apart after a few updates. They add the same terms in different orders, and round each step.
/// <para>
/// One sum of n terms has a relative rounding error of about √n·u, with u = 2⁻²⁴ in float32 (the worst case n·u needs all roundings to go
/// one way); two devices differ by twice that.
/// An update takes a number through 3·L sums: forward, backward to the inputs and backward to the weights of L layers. What an update got
/// wrong is an error of the next one's start;
/// training at a small learning rate multiplies it by no more than <see cref="Growth"/>. So after k updates the gradients, and with them
/// the losses and how far the weights have moved, agree to
/// </para>
/// <para>τ = 2·√n·u · 3·L · (g⁰ + g¹ + … + gᵏ⁻¹)</para>
/// <para>and the weights, each of which is rounded when it is stored, to τ·‖w − w₀‖/‖w‖ + 2·k·u.</para>
/// <para>Float32 on a CPU is a tenth of that or less away from float64 on every row (measured over libtorch 1.13 and 2.10). TF32, with
/// errors of 2⁻¹¹ a product, is beyond it.</para>
/// </summary>
internal static class Rounding
{
    /// <summary>Half the distance of 1 to the next float32.</summary>
    public const double UnitOfFloat32 = 1.0 / (1 << 24);

    /// <summary>
    /// What passes in float64. The formula gives about 1e-13; this leaves room for growth, and still is far below what a single float32
    /// step on the way would leave (1e-8 and more): it is the tight check that both devices compute the same function.
    /// </summary>
    public const double ToleranceInFloat64 = 1e-9;

    /// <summary>The largest factor by which an update of these small configs multiplies an earlier error.</summary>
    public const double Growth = 1.25;

    /// <summary>2·k·u: what rounding each weight at each update costs two devices.</summary>
    public const double Stored = 2 * SmallConfigs.Updates * UnitOfFloat32;

    // Convolutions are tried on images of 8×8 pixels.
    private const int PositionsOfDigits = 64;

    /// <summary>The tolerance τ in float32.</summary>
    /// <param name="shapes">Shapes of the network's parameters.</param>
    /// <param name="termsOfBatch">Terms of the longest sum over a batch: its examples, times the positions of a convolution.</param>
    /// <param name="updates">Updates made.</param>
    public static double Tolerance(IReadOnlyList<IReadOnlyList<long>> shapes, long termsOfBatch, int updates)
    {
        var weights = shapes.Where(shape => shape.Count >= 2).ToList();
        var fanIn = weights.Select(shape => shape.Skip(1).Aggregate(1L, (product, size) => product * size)).Max();
        var errors = Enumerable.Range(0, updates).Sum(update => Math.Pow(Growth, update));
        return 2 * Math.Sqrt(Math.Max(fanIn, termsOfBatch)) * UnitOfFloat32 * 3 * weights.Count * errors;
    }

    /// <summary>τ of one of the <see cref="SmallConfigs"/>.</summary>
    /// <param name="outcome">A run of it.</param>
    public static double OfNetwork(Outcome outcome)
    {
        var shapes = Outcome.Shapes(outcome.LastFile);
        var positions = shapes.Any(shape => shape.Count == 4) ? PositionsOfDigits : 1;
        return Tolerance(shapes, outcome.BatchSize * positions, SmallConfigs.Updates);
    }

    /// <summary>Judges a distance in float64.</summary>
    public static CheckResult Judge(Distance distance) =>
        CheckResult.Within(Math.Max(distance.Losses, distance.Weights), ToleranceInFloat64);

    /// <summary>Judges a distance in float32; of losses and weights the one that is nearer to its
    /// tolerance, or further beyond it, is shown.</summary>
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
