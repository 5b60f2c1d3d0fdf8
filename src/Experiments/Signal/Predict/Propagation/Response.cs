namespace Experiments.Signal.Predict;

/// <summary>
/// Linear response of the relative fluctuations at a stage to the relative fluctuations at an earlier stage. The response maps a matrix
/// with one row per point of the earlier stage to a matrix with one row per point of this stage. The columns belong to arbitrary points of
/// the same examples.
/// </summary>
/// <param name="Of">The function that maps the matrix. The second argument of the function contains the points of the columns.</param>
internal sealed record Response(Func<double[,], PointSet, double[,]> Of)
{
    public static Response Identity { get; } = new((matrix, _) => matrix);

    /// <summary>Returns this response, followed by a step that takes row p from row <paramref name="from"/>[p] and multiplies this row by
    /// its factor.</summary>
    public Response Then(int[] from, Func<int, double> factor) => new((matrix, columns) =>
    {
        var before = Of(matrix, columns);
        return Rows(from.Length, before.GetLength(1), (p, c) => factor(p) * before[from[p], c]);
    });

    /// <summary>Returns this response, followed by a step that multiplies each row by its factor.</summary>
    public Response Then(int count, Func<int, double> factor) => Then([.. Enumerable.Range(0, count)], factor);

    /// <summary>Returns this response, followed by the average over the positions of each example.</summary>
    public Response ThenAverage(PointSet points) => new((matrix, columns) =>
    {
        var before = Of(matrix, columns);
        var positions = points.Positions.Count;
        return Rows(points.Examples.Count, before.GetLength(1),
            (a, c) => Enumerable.Range(a * positions, positions).Average(p => before[p, c]));
    });

    /// <summary>Returns this response without the fluctuation that all points of the batch have in common. The weight of each point is
    /// proportional to its second moment.
    /// </summary>
    public Response ThenProject(PointSet points, Func<int, double> moment) => new((matrix, columns) =>
    {
        var before = Of(matrix, columns);
        var places = columns.PlacesIn(points);
        var common = places.Select((place, c) => points.AverageOfRow(place, p => before[p, c], moment)).ToArray();
        return Rows(points.Count, common.Length, (p, c) => before[p, c] - common[c]);
    });

    /// <summary>Computes the response of a sum from the response of each part and the share of each part at each point.</summary>
    public static Response Sum(Response parting, (Response Of, int[] From, Func<int, double> Share) first,
        (Response Of, Func<int, double> Share) second) => new((matrix, columns) =>
    {
        var before = parting.Of(matrix, columns);
        var (left, right) = (first.Of.Of(before, columns), second.Of.Of(before, columns));
        return Rows(right.GetLength(0), right.GetLength(1),
            (p, c) => (first.Share(p) * left[first.From[p], c]) + (second.Share(p) * right[p, c]));
    });

    /// <summary>Computes the covariance of the fluctuations after two responses. A row of the result is a point of the first response, a
    /// column is a point of the second response.
    /// </summary>
    public static double[,] Between(Response first, Response second, SignalState parting, PointSet firstPoints)
    {
        var half = first.Of(parting.Noise, parting.Points);
        return Transposed(second.Of(Transposed(half), firstPoints));
    }

    private static double[,] Transposed(double[,] matrix) => Rows(matrix.GetLength(1), matrix.GetLength(0), (p, r) => matrix[r, p]);

    private static double[,] Rows(int rows, int columns, Func<int, int, double> of)
    {
        var matrix = new double[rows, columns];
        for (var p = 0; p < rows; p++)
        {
            for (var c = 0; c < columns; c++)
                matrix[p, c] = of(p, c);
        }
        return matrix;
    }
}
