namespace Experiments.Signal.Judge;

/// <summary>How a variance changes along layers: where the change starts, its factor a layer, and where float32 ends.</summary>
/// <param name="Start">Index of the first number that differs from the one before it in the direction of the trend.</param>
/// <param name="Layers">Number of steps that the rate covers.</param>
/// <param name="Rate">
/// Factor a layer: the median of the steps, so that a first or last layer of another width does not count; their geometric mean if the
/// median is harmless and only the product is not, as when every second layer doubles.
/// </param>
/// <param name="Total">Factor over all these steps.</param>
/// <param name="Last">The last number that is positive and finite.</param>
internal sealed record Trend(int Start, int Layers, double Rate, double Total, double Last)
{
    // Factors in between come from finite width, the border of a convolution, or a slope that is slightly off.
    private const double LeastFactor = 0.7;
    private const double MostFactor = 1.4;

    // A change of less than tenfold from end to end does no harm at this depth.
    private const double LeastTotal = 10;

    // Nor does less than a thousandfold over a few layers: two- and three-layer networks train from PyTorch's default weights, which lose
    // two decades.
    private const int FewSteps = 3;
    private const double LeastTotalOfFew = 1e3;

    // A larger change does harm at any rate, even in many small steps; the largest step is left out, because it may be intended.
    private const double MostTotal = 1e3;

    // Values beyond these are infinite, or have lost digits: the largest and the smallest normal float32.
    private const double Largest = 3.4028235e38;
    private const double Smallest = 1.17549435e-38;

    public bool Grows => Rate > 1;

    /// <summary>Number of steps before those that the rate covers.</summary>
    public int Ahead { get; init; }

    /// <summary>Number of steps from the first number until the standard deviation leaves float32's range, at this rate.</summary>
    public long Limit => Ahead + Layers
        + Math.Max(0, (long)Math.Ceiling(((2 * Math.Log(Grows ? Largest : Smallest)) - Math.Log(Last)) / Math.Log(Rate)));

    /// <summary>The trend of numbers in the order in which the signal passes; null if there is no notable one.</summary>
    /// <param name="harmless">Factor from end to end that does no harm at any rate; used if it is above the built-in limit.</param>
    public static Trend? Of(IReadOnlyList<double> variances, double harmless = 1)
    {
        var known = variances.TakeWhile(variance => variance > 0 && double.IsFinite(variance)).ToList();
        if (known.Count < 2)
            return null;
        var steps = Steps(known);
        return OfRate(steps, known[^1], Math.Max(steps.Count <= FewSteps ? LeastTotalOfFew : LeastTotal, harmless))
            ?? OfProduct(steps, known, Math.Max(MostTotal, harmless));
    }

    /// <summary>Factor a step of a series that is only too short to be a trend: harmful if it
    /// continued; null otherwise, and below two steps.</summary>
    public static double? BorneRate(IReadOnlyList<double> variances)
    {
        if (variances.Count < 3 || !variances.All(variance => variance > 0 && double.IsFinite(variance)) || Of(variances) is not null)
            return null;
        return HarmfulRate(Steps(variances));
    }

    private static List<double> Steps(IReadOnlyList<double> variances) =>
        [.. variances.Zip(variances.Skip(1), (before, after) => Math.Log(after) - Math.Log(before))];

    private static Trend? OfRate(List<double> steps, double last, double leastTotal)
    {
        var total = Math.Exp(steps.Sum());
        if (HarmfulRate(steps) is not { } rate || (total > 1 / leastTotal && total < leastTotal))
            return null;
        var start = steps.FindIndex(step => rate > 1 ? step > Math.Log(MostFactor) : step < Math.Log(LeastFactor));
        return new Trend(start + 1, steps.Count, rate, total, last);
    }

    // The median factor, if a few more steps like it would do harm.
    private static double? HarmfulRate(List<double> steps)
    {
        var rate = Math.Exp(Median(steps));
        if (rate is >= LeastFactor and <= MostFactor || rate > 1 != steps.Sum() > 0)
            return null;
        // One step of two is no rate: a last layer is often made small on purpose.
        return steps.Count < 3 && steps.Any(step => Math.Exp(step) is >= LeastFactor and <= MostFactor || step > 0 != rate > 1)
            ? null
            : rate;
    }

    // The stretch with the largest ratio from its first number to its last, whatever comes before and behind it.
    private static Trend? OfProduct(List<double> steps, List<double> known, double mostTotal)
    {
        var (up, down) = (Steepest(steps, 1), Steepest(steps, -1));
        var (from, count) = Beyond(steps, up) >= Beyond(steps, down) ? up : down;
        if (Beyond(steps, (from, count)) <= Math.Log(mostTotal))
            return null;
        var total = steps.GetRange(from, count).Sum();
        return new Trend(from + 1, count, Math.Exp(total / count), Math.Exp(total), known[from + count]) { Ahead = from };
    }

    // Kadane's algorithm: the run of steps with the largest sum in a direction.
    private static (int From, int Count) Steepest(List<double> steps, int direction)
    {
        var (best, from, count, sum, start) = (0.0, 0, 0, 0.0, 0);
        for (var i = 0; i < steps.Count; i++)
        {
            sum += direction * steps[i];
            if (sum <= 0)
                (sum, start) = (0, i + 1);
            else if (sum > best)
                (best, from, count) = (sum, start, i + 1 - start);
        }

        return (from, count);
    }

    // The size of a run without its largest step.
    private static double Beyond(List<double> steps, (int From, int Count) run)
    {
        if (run.Count == 0)
            return 0;
        var taken = steps.GetRange(run.From, run.Count);
        return Math.Abs(taken.Sum()) - taken.Max(Math.Abs);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
