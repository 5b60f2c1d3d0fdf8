namespace Experiments.Tests.Statistics;

/// <summary>Asserts equality with a tolerance of 1e-10. For numbers larger than 1, the tolerance is relative.</summary>
internal static class Close
{
    public static void All(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-10 * Math.Max(1, Math.Abs(expected[i])),
                $"number {i}: {expected[i]:R} expected, {actual[i]:R} found");
    }
}
