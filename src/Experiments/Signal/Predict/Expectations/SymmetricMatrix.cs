namespace Experiments.Signal.Predict;

/// <summary>Creates symmetric matrices over pairs of points.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Creates a symmetric matrix. The function is called only for pairs with p ≤ r.</summary>
    public static double[,] Make(int count, Func<int, int, double> of)
    {
        var matrix = new double[count, count];
        for (var p = 0; p < count; p++)
        {
            for (var r = p; r < count; r++)
                matrix[p, r] = matrix[r, p] = of(p, r);
        }
        return matrix;
    }

    /// <summary>Returns the submatrix with the rows and columns <paramref name="from"/>.</summary>
    public static double[,] Pick(double[,] matrix, int[] from) => Make(from.Length, (p, r) => matrix[from[p], from[r]]);
}
