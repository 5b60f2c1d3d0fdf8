using MathNet.Numerics.Distributions;

namespace Experiments.Signal.Predict;

/// <summary>
/// A sample of points (example, position). The theory computes correlations between pairs of these points in each layer. An average over
/// pairs is weighted, so that it represents the whole batch. In the whole batch, 1/N of the pairs belong to one example, and 1/positions of
/// the pairs have equal positions.
/// </summary>
internal sealed class PointSet
{
    // Number of sampled positions per example. With two dozen examples, the set has about forty thousand pairs.
    private const int MostPositions = 8;

    public PointSet(int batch, IReadOnlyList<int> examples, int allPositions, IReadOnlyList<int> positions)
    {
        Batch = batch;
        Examples = examples;
        AllPositions = allPositions;
        Positions = positions;
        Weights = MakeWeights();
    }

    /// <summary>Creates a set with the examples of <paramref name="images"/>, each with a single position (a vector).</summary>
    public PointSet(PointSet images)
        : this(images.Batch, images.Examples, 1, [0])
    {
    }

    /// <summary>Number of examples in the whole batch.</summary>
    public int Batch { get; }

    public IReadOnlyList<int> Examples { get; }

    public IReadOnlyList<int> Positions { get; }

    public int AllPositions { get; }

    public int Count => Examples.Count * Positions.Count;

    /// <summary>Weight of each pair in an average over all pairs of the batch. The weights sum to 1.</summary>
    public double[,] Weights { get; }

    /// <summary>Returns points that are evenly distributed over the examples of a batch and the positions of an image.</summary>
    public static PointSet Spread(SignalStatistics source, int allPositions)
    {
        // Positions at multiples of the golden ratio form no regular pattern over the rows of an image.
        var positions = allPositions <= MostPositions
            ? Enumerable.Range(0, allPositions)
            : Enumerable.Range(0, MostPositions).Select(index => (int)((index + 0.5) * 0.6180339887498949 % 1 * allPositions)).Distinct();
        // Images of any size use the same examples, because the gradients measured at later layers are known for these examples only.
        var examples = allPositions == 1 ? source.SampledExamples : SignalStatistics.Spread(source.Examples, SignalStatistics.FewExamples);
        return new PointSet(source.Examples, examples, allPositions, [.. positions]);
    }

    public (int Example, int Position) this[int point] => (Examples[point / Positions.Count], Positions[point % Positions.Count]);

    /// <summary>Returns the index of a point's value in a map [N · positions].</summary>
    public int InMap(int point)
    {
        var (example, position) = this[point];
        return (example * AllPositions) + position;
    }

    /// <summary>Returns the same examples with each position mapped by <paramref name="move"/>. Points with the same new position become
    /// one point.</summary>
    public (PointSet Points, int[] From) Moved(int allPositions, Func<int, int> move)
    {
        var moved = Positions.Select((position, index) => (To: move(position), Index: index)).DistinctBy(pair => pair.To).ToList();
        var points = new PointSet(Batch, Examples, allPositions, [.. moved.Select(pair => pair.To)]);
        var from = Enumerable.Range(0, points.Count)
            .Select(point => (point / moved.Count * Positions.Count) + moved[point % moved.Count].Index);
        return (points, [.. from]);
    }

    /// <summary>Returns, for each point, the index of the nearest point of the same example in the sample
    /// <paramref name="other"/>.</summary>
    public int[] PlacesIn(PointSet other) =>
        [.. Enumerable.Range(0, Count)
            .Select(point => (other.Examples.ToList().IndexOf(this[point].Example) * other.Positions.Count)
                + other.NearestTo(this[point].Position))];

    /// <summary>Returns the weight of a pair of positions in an average over all pairs of positions.</summary>
    public double PositionWeight(int first, int second)
    {
        var count = Positions.Count;
        if (count == 1)
            return 1;
        var same = 1.0 / AllPositions;
        return first == second ? same / count : (1 - same) / (count * (count - 1.0));
    }

    /// <summary>Converts a function of two positions into a function of two points. The new function is 1 for equal positions.</summary>
    public Func<int, int, double> OfPositions(Func<int, int, double> of)
    {
        var count = Positions.Count;
        var table = SymmetricMatrix.Make(count, (t, u) => t == u ? 1 : of(Positions[t], Positions[u]));
        return (p, r) => table[p % count, r % count];
    }

    public double Average(Func<int, int, double> ofPair)
    {
        var sum = 0.0;
        for (var p = 0; p < Count; p++)
        {
            for (var r = 0; r < Count; r++)
                sum += Weights[p, r] * ofPair(p, r);
        }
        return sum;
    }

    /// <summary>
    /// Estimates the average of a covariance over all pairs of the batch, which is 0 or more. If only a part of the batch is sampled, the
    /// weighted average can be negative. Its standard error σ follows from a jackknife over the examples. The result is the mean of a
    /// normal distribution around the average with standard deviation σ, cut at 0.
    /// </summary>
    public double AverageOfCovariance(Func<int, int, double> ofPair)
    {
        var (width, examples) = (Positions.Count, Examples.Count);
        var (within, between, rows) = (0.0, 0.0, new double[examples]);
        for (var p = 0; p < Count; p++)
        {
            for (var r = 0; r < Count; r++)
            {
                var value = Weights[p, r] * ofPair(p, r);
                if (p / width == r / width)
                    within += value;
                else
                    (between, rows[p / width]) = (between + value, rows[p / width] + value);
            }
        }
        var average = within + between;
        // The U-statistic without example a is (between − 2 rows[a]) · n / (n − 2). A small batch is sampled completely.
        var missing = AllPositions == width ? 1 - (examples / (double)Batch) : 1;
        if (examples < 3 || missing <= 0)
            return Math.Max(average, 0);
        var scale = 2.0 * examples / (examples - 2);
        var mean = rows.Average();
        var variance = missing * (examples - 1.0) / examples * rows.Sum(row => Math.Pow(scale * (row - mean), 2));
        return MeanAboveZero(average, Math.Sqrt(variance));
    }

    // Mean of a normal distribution that is cut at 0. Far below 0, the ratio of density and probability is −z − 1/z.
    private static double MeanAboveZero(double mean, double deviation)
    {
        const double Far = -6;
        if (deviation <= 0 || !double.IsFinite(mean / deviation))
            return Math.Max(mean, 0);
        var z = mean / deviation;
        return z < Far ? -deviation / z : mean + (deviation * Normal.PDF(0, 1, z) / Normal.CDF(0, 1, z));
    }

    /// <summary>Returns the weighted average of <paramref name="of"/>(r) over all points r. The weight of r is the weight of the pair
    /// (point, r).</summary>
    /// <param name="share">Additional factor on the weight of each point r, 0 or more; null means 1.</param>
    public double AverageOfRow(int point, Func<int, double> of, Func<int, double>? share = null)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var r = 0; r < Count; r++)
        {
            var counts = Weights[point, r] * (share?.Invoke(r) ?? 1);
            sum += counts * of(r);
            weight += counts;
        }
        return weight > 0 ? sum / weight : 0;
    }

    /// <summary>Returns the index of the sampled position that is nearest to a position.</summary>
    public int NearestTo(int position) =>
        Enumerable.Range(0, Positions.Count).MinBy(index => Math.Abs(Positions[index] - position));

    private double[,] MakeWeights()
    {
        var weights = new double[Count, Count];
        var examples = Examples.Count;
        for (var p = 0; p < Count; p++)
        {
            for (var r = 0; r < Count; r++)
            {
                var isSame = p / Positions.Count == r / Positions.Count;
                var ofExamples = examples == 1 ? 1 : isSame ? 1.0 / Batch / examples : (1 - (1.0 / Batch)) / (examples * (examples - 1.0));
                weights[p, r] = ofExamples * PositionWeight(p % Positions.Count, r % Positions.Count);
            }
        }
        return weights;
    }
}
