namespace Experiments.Signal.Judge;

/// <summary>Change of a variance along layers: its start, its factor per layer, and the depth at which it leaves float32's range.</summary>
/// <param name="Start">Index of the first number that is above (or below) the previous number, in the direction of the trend.</param>
/// <param name="Layers">Number of steps of the trend.</param>
/// <param name="Rate"> Factor per layer: the median of the steps, so that a first or last layer with another width has no influence. If the
/// median is harmless but the product of the steps is harmful, the rate is the geometric mean. This is so if, for example, every second
/// layer doubles the variance.
/// </param>
/// <param name="Total">Factor over all steps of the trend.</param>
/// <param name="Last">The last number that is positive and finite.</param>
internal sealed record Trend(int Start, int Layers, double Rate, double Total, double Last)
{
    // Factors between these limits come from finite width, the border of a convolution, or a gain that is slightly wrong.
    private const double LeastFactor = 0.7;
    private const double MostFactor = 1.4;

    // A total change of less than tenfold is harmless.
    private const double LeastTotal = 10;

    // Over at most three steps, a total change of less than a thousandfold is harmless. For example, networks of two and three layers train
    // with PyTorch's default weights, although these weights make the variance a hundred times smaller.
    private const int FewSteps = 3;
    private const double LeastTotalOfFew = 1e3;

    // A larger total change is harmful even in many small steps. The largest step does not count, because it may be intended.
    private const double MostTotal = 1e3;

    // Largest and smallest normal float32. Larger values are infinite in float32, and smaller values have lost digits.
    private const double Largest = 3.4028235e38;
    private const double Smallest = 1.17549435e-38;

    public bool Grows => Rate > 1;

    /// <summary>Number of steps before the trend.</summary>
    public int Ahead { get; init; }

    /// <summary>Number of steps, at this rate, from the first number to a standard deviation outside the range of float32.</summary>
    public long Limit => Ahead + Layers
        + Math.Max(0, (long)Math.Ceiling(((2 * Math.Log(Grows ? Largest : Smallest)) - Math.Log(Last)) / Math.Log(Rate)));

    /// <summary>Returns the harmful trend of the variances; null if no trend is harmful.</summary>
    /// <param name="variances">Variance of each layer, in the order in which the pass visits the layers.</param>
    /// <param name="harmless">Largest total factor that never counts as harmful, however fast the variance grows. Used if it is above the
    /// built-in limit.</param>
    public static Trend? Of(IReadOnlyList<double> variances, double harmless = 1)
    {
        var known = variances.TakeWhile(variance => variance > 0 && double.IsFinite(variance)).ToList();
        if (known.Count < 2)
            return null;
        var steps = Steps(known);
        return OfRate(steps, known[^1], Math.Max(steps.Count <= FewSteps ? LeastTotalOfFew : LeastTotal, harmless))
            ?? OfProduct(steps, known, Math.Max(MostTotal, harmless));
    }

    /// <summary>Returns the factor per step of a series that is harmless only because the series is short. Null if the series would be
    /// harmless at any length, or if there are fewer than two steps.</summary>
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

    // Returns the median factor if a few more steps with this factor would be harmful.
    private static double? HarmfulRate(List<double> steps)
    {
        var rate = Math.Exp(Median(steps));
        if (rate is >= LeastFactor and <= MostFactor || rate > 1 != steps.Sum() > 0)
            return null;
        // With fewer than three steps, all steps must show the rate, because the weights of the last layer are often small on purpose.
        return steps.Count < 3 && steps.Any(step => Math.Exp(step) is >= LeastFactor and <= MostFactor || step > 0 != rate > 1)
            ? null
            : rate;
    }

    // Finds the range of layers with the largest ratio between the last and the first number.
    private static Trend? OfProduct(List<double> steps, List<double> known, double mostTotal)
    {
        var (up, down) = (Steepest(steps, 1), Steepest(steps, -1));
        var (from, count) = Beyond(steps, up) >= Beyond(steps, down) ? up : down;
        if (Beyond(steps, (from, count)) <= Math.Log(mostTotal))
            return null;
        var total = steps.GetRange(from, count).Sum();
        return new Trend(from + 1, count, Math.Exp(total / count), Math.Exp(total), known[from + count]) { Ahead = from };
    }

    // Finds the consecutive steps with the largest sum in a direction, by Kadane's algorithm.
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

    // Returns the sum of the consecutive steps without the largest step.
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
