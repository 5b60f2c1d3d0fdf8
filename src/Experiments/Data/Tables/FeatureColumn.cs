namespace Experiments.Data.Tables;

/// <summary>One column of the table, fitted on the training rows. A column becomes one or more features.</summary>
internal abstract class FeatureColumn(int index)
{
    public int Index { get; } = index;

    /// <summary>Number of features.</summary>
    public abstract int Width { get; }

    public abstract void Write(CsvFile table, int row, Span<double> features);

    /// <summary>Returns the column in an exported PyTorch script: a call of a function of <see cref="TableScript"/>.</summary>
    /// <param name="name">Name of the column, as Python.</param>
    /// <param name="cells">All cells of the column.</param>
    public abstract string PyTorch(string name, IEnumerable<string> cells);
}
