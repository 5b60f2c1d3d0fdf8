namespace Experiments.Tests.Data;

/// <summary>The sets that ship with the repository, as any run finds them.</summary>
internal static class ShippedData
{
    public static DataContext Context(ScalarType precision = ScalarType.Float32) => new(DataRoots.Default(null), CPU, precision);
}
