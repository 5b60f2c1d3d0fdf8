namespace Experiments.Tests.Data;

/// <summary>The data sets of the repository, found as in any run.</summary>
internal static class ShippedData
{
    public static DataContext Context(ScalarType precision = ScalarType.Float32) => new(DataRoots.Default(null), CPU, precision);
}
