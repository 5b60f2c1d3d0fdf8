namespace Experiments.Data.Tables;

/// <summary>One column of the table, fitted on the training rows. A column becomes one or more features.</summary>
internal abstract class FeatureColumn(int index)
{
    public int Index { get; } = index;

    /// <summary>Number of features.</summary>
    public abstract int Width { get; }

    public abstract void Write(CsvFile table, int row, Span<double> features);
}
