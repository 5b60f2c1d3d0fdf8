namespace Experiments.Data.Tables;

/// <summary>One column of the table, fitted on the training rows: how many features it becomes, and which.</summary>
internal abstract class FeatureColumn(int index)
{
    /// <summary>Its number in the table.</summary>
    public int Index { get; } = index;

    /// <summary>Number of features.</summary>
    public abstract int Width { get; }

    /// <summary>Writes the features of one row.</summary>
    public abstract void Write(CsvTable table, int row, Span<double> features);
}
