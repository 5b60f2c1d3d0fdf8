using Experiments.Tests.Runs;

namespace Experiments.Tests.Training;

public sealed class AccumulationTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Accumulated_small_batches_give_the_update_of_one_large_batch()
    {
        // There are 1258 training examples, so the epoch's last update has 42 examples in batches of 16, 16 and 10.
        var large = Losses("precision=\"float64\"", "data.batch_size=64");
        var small = Losses("precision=\"float64\"", "data.batch_size=16", "training.accumulate=4");

        Assert.Equal(40, small.Count);
        Assert.All(large.Zip(small), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    [Theory]
    [InlineData(10, 3, 1, false, new[] { 3, 3, 3, 1 })]
    [InlineData(10, 3, 2, false, new[] { 6, 4 })]
    [InlineData(10, 3, 2, true, new[] { 6, 3 })]
    [InlineData(10, 3, 5, false, new[] { 10 })]
    [InlineData(9, 3, 3, true, new[] { 9 })]
    public void The_last_update_of_an_epoch_uses_the_remaining_batches(int examples, int batchSize, int parts, bool dropLast,
        int[] expected)
    {
        using var split = new Split("train", arange(examples, dtype: ScalarType.Float32).reshape(examples, 1),
            arange(examples, dtype: ScalarType.Int64));
        using var batches = new Batches(split, batchSize, dropLast, seed: 1, parts: parts);

        var sizes = new List<int>();
        var seen = new List<long>();
        for (long step = 0; step < batches.StepsPerEpoch; step++)
        {
            var rows = Enumerable.Range(0, batches.PartsOf(step))
                .SelectMany(part => batches.At(step, part).Targets.data<long>().ToArray()).ToList();
            sizes.Add(rows.Count);
            seen.AddRange(rows);
        }

        Assert.Equal(expected, sizes);
        using var order = DataOrder.Epoch(examples, 1, 0);
        Assert.Equal(order.data<long>().ToArray().Take(seen.Count), seen);
    }

    private List<double> Losses(params string[] sets)
    {
        var observer = new LossObserver();
        Assert.Equal(RunStatus.Completed,
            Runner.Run(_runs.Read(RunFixture.DigitsMlp, sets), _runs.Request, observer, CancellationToken.None).Status);
        return [.. observer.Losses];
    }
}
