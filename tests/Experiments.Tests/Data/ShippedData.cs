namespace Experiments.Tests.Data;

/// <summary>Finds the data sets of the repository in the same way as a run.</summary>
internal static class ShippedData
{
    public static DataContext Context(ScalarType precision = ScalarType.Float32) => new(DataRoots.Default(null), CPU, precision);
}
