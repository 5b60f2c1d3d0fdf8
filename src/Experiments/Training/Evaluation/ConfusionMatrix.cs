namespace Experiments.Training;

/// <summary>Counts of a split's examples by class (row) and predicted class (column).</summary>
public sealed record ConfusionMatrix(string Split, long[,] Counts)
{
    /// <summary>Largest number of classes for which the confusion matrix is recorded.</summary>
    public const int MostClasses = 100;
}
