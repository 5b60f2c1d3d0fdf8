namespace Experiments.Tests.Signal.Measure;

public sealed class HistogramTests
{
    [Fact]
    public void Values_are_counted_in_equal_bins_from_the_smallest_to_the_largest()
    {
        using var scope = NewDisposeScope();
        var histogram = Histogram.Of(tensor(new float[] { -1, -0.9f, 0, 0.4f, 0.5f, 3 }), 4)!;
        Assert.Equal((-1.0, 3.0), (histogram.Min, histogram.Max));
        Assert.Equal([2L, 3, 0, 1], histogram.Counts);
    }

    [Fact]
    public void Equal_values_have_one_bin_and_non_finite_values_have_no_histogram()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([6L], Histogram.Of(full([2, 3], 0.25), 10)!.Counts);
        Assert.Null(Histogram.Of(tensor(new[] { 1, float.NaN }), 10));
        Assert.Null(Histogram.Of(tensor(new[] { 1, float.NegativeInfinity }), 10));
    }

    [Fact]
    public void No_value_is_lost_in_a_large_tensor_of_tiny_numbers()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        var values = randn([1000, 1000], dtype: ScalarType.Float32, device: CPU, generator: generator) * 1e-30;
        Assert.Equal(1_000_000, Histogram.Of(values, 64)!.Counts.Sum());
    }

    [Fact]
    public void Magnitudes_are_counted_by_power_of_ten_without_zeros()
    {
        using var scope = NewDisposeScope();
        var histogram = Histogram.OfMagnitudes(tensor(new float[] { 0, -1e-4f, 1e-3f, 0, 5e-3f, -1 }), 4)!;
        Assert.Equal(-4, histogram.Min, 1e-6);
        Assert.Equal(0, histogram.Max, 1e-6);
        Assert.Equal([1L, 2, 0, 1], histogram.Counts);
        Assert.Null(Histogram.OfMagnitudes(zeros([3]), 4));
        Assert.Null(Histogram.OfMagnitudes(tensor(new[] { 1, float.NaN }), 4));
    }
}
