namespace Experiments.Tests.Statistics;

/// <summary>Tests that counting ranks gives the same bits as sorting.</summary>
public sealed class ByRankTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Counting_and_sorting_give_the_same_numbers(int seed)
    {
        var (values, others) = (Draw(seed, 13), Draw(seed + 10, 9));
        var improvement = new ImprovementByRank(values, others);
        var mean = new InterquartileByRank([values, others]);
        var generator = new Random(seed);
        for (var resample = 0; resample < 200; resample++)
        {
            int[] places = [.. values.Select(_ => generator.Next(values.Length))], otherPlaces =
                [.. others.Select(_ => generator.Next(others.Length))];
            double[] drawn = [.. places.Select(place => values[place])], otherDrawn = [.. otherPlaces.Select(place => others[place])];
            Assert.Equal(
                EffectSize.ProbabilityOfImprovement(drawn, otherDrawn),
                improvement.Of([.. places.Select(place => improvement.Ranks[place])],
                    [.. otherPlaces.Select(place => improvement.OtherRanks[place])]));
            Assert.Equal(
                Sample.InterquartileMean([.. drawn, .. otherDrawn]),
                mean.Of([[.. places.Select(place => mean.Ranks[0][place])], [.. otherPlaces.Select(place => mean.Ranks[1][place])]]));
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(64)]
    [InlineData(129)]
    public void Cached_signs_equal_freshly_drawn_signs(int count)
    {
        var differences = Draw(count, count);
        double[] either = [.. differences.SelectMany(difference => new[] { -difference, difference })];
        var (signs, resampler) = (SampledSigns.Of(count, 50, 7), new Resampler(7));
        for (var sample = 0; sample < 50; sample++)
        {
            double sum = 0;
            foreach (var difference in differences)
                sum += resampler.Sign() * difference;
            Assert.Equal(sum, signs.Sum(sample, either));
        }

        Assert.Same(signs, SampledSigns.Of(count, 50, 7));
        Assert.NotSame(signs, SampledSigns.Of(count, 50, 8));
    }

    // Draws from few distinct values, so that there are ties.
    private static double[] Draw(int seed, int count)
    {
        var generator = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Round(generator.NextDouble(), 1) / 3)];
    }
}
