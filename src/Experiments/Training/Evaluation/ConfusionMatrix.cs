namespace Experiments.Training;

/// <summary>Examples of a split by class (row) and predicted class (column).</summary>
public sealed record ConfusionMatrix(string Split, long[,] Counts)
{
    /// <summary>Most classes for which a matrix is kept.</summary>
    public const int MostClasses = 100;
}
