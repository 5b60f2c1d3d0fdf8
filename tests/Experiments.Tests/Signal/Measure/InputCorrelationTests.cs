namespace Experiments.Tests.Signal.Measure;

public sealed class InputCorrelationTests
{
    private static readonly float[] s_rows = [1, 2, 3, -1, 0, 2, 4, -2, 1];

    // NumPy: the mean of the three cosines between the rows.
    [Theory]
    [InlineData(1)]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void Of_three_responses_it_is_the_mean_cosine_at_any_scale(float scale)
    {
        using var responses = torch.tensor(s_rows).reshape(3, 3).mul(scale);
        Assert.Equal(0.1924659477111438, InputCorrelation.Of(responses)!.Value, 1e-6);
    }

    [Fact]
    public void Positions_count_as_further_units()
    {
        using var responses = torch.tensor(s_rows).reshape(3, 3, 1, 1);
        Assert.Equal(0.1924659477111438, InputCorrelation.Of(responses)!.Value, 1e-12);
    }

    // Of 48 examples, every second one is used. These are equal, and the others point the opposite way.
    [Fact]
    public void A_large_batch_is_represented_by_24_examples()
    {
        using var responses = torch.tensor(Enumerable.Range(0, 96).Select(i => i / 2 % 2 == 0 ? 1f : -1f).ToArray()).reshape(48, 2);
        Assert.Equal(1, InputCorrelation.Of(responses)!.Value, 1e-12);
    }

    [Fact]
    public void Examples_without_a_finite_response_are_left_out()
    {
        using var rows = torch.tensor(new[] { 1f, 0, 0, 0, float.NaN, 1, 1, 1, float.PositiveInfinity, 0 }).reshape(5, 2);
        Assert.Equal(Math.Sqrt(0.5), InputCorrelation.Of(rows)!.Value, 1e-7);
        using var zeros = torch.zeros(4, 3);
        Assert.Null(InputCorrelation.Of(zeros));
        using var single = torch.ones(1, 3);
        Assert.Null(InputCorrelation.Of(single));
    }
}
