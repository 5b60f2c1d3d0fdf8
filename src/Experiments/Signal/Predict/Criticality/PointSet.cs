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
