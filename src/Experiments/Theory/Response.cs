namespace Experiments.Theory;

/// <summary>
/// The linear response of relative fluctuations to those at an earlier place. It maps a matrix whose rows are points of that place, and whose columns are any points of the
/// same examples, to one whose rows are points of this place.
/// </summary>
/// <param name="Of">The map; it is given the points of the columns too.</param>
internal sealed record Response(Func<double[,], PointSet, double[,]> Of)
{
    public static Response Identity { get; } = new((matrix, _) => matrix);

    /// <summary>This response, and then each row taken from row <paramref name="from"/>[p] and multiplied by a factor of its own.</summary>
    public Response Then(int[] from, Func<int, double> factor) => new((matrix, columns) =>
    {
        var before = Of(matrix, columns);
        return Rows(from.Length, before.GetLength(1), (p, c) => factor(p) * before[from[p], c]);
    });

    /// <summary>This response, and then each row multiplied by a factor of its own.</summary>
    public Response Then(int count, Func<int, double> factor) => Then([.. Enumerable.Range(0, count)], factor);

    /// <summary>This response, and then the average over the positions of each example.</summary>
    public Response ThenAverage(PointSet points) => new((matrix, columns) =>
    {
        var before = Of(matrix, columns);
        var positions = points.Positions.Count;
        return Rows(points.Examples.Count, before.GetLength(1), (a, c) => Enumerable.Range(a * positions, positions).Average(p => before[p, c]));
    });

    /// <summary>This response, and then less what the batch fluctuates as a whole; each point counts in proportion to its moment.</summary>
    public Response ThenProject(PointSet points, Func<int, double> moment, double gain) => new((matrix, columns) =>
    {
        var before = Of(matrix, columns);
        var places = columns.PlacesIn(points);
        var common = places.Select((place, c) => points.AverageOfRow(place, p => before[p, c], moment)).ToArray();
        return Rows(points.Count, common.Length, (p, c) => gain * (before[p, c] - common[c]));
    });

    /// <summary>The response of a sum, whose parts are these shares of it at each point.</summary>
    public static Response Sum(Response parting, (Response Of, int[] From, Func<int, double> Share) first, (Response Of, Func<int, double> Share) second) => new((matrix, columns) =>
    {
        var before = parting.Of(matrix, columns);
        var (left, right) = (first.Of.Of(before, columns), second.Of.Of(before, columns));
        return Rows(right.GetLength(0), right.GetLength(1), (p, c) => (first.Share(p) * left[first.From[p], c]) + (second.Share(p) * right[p, c]));
    });

    /// <summary>The covariance of the fluctuations behind two responses, rows of the first by columns of the second.</summary>
    public static double[,] Between(Response first, Response second, Signal parting, PointSet firstPoints)
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
