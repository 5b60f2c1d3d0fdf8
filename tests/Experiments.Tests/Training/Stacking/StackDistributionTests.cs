using Experiments.Tests.Runs;

namespace Experiments.Tests.Training.Stacking;

/// <summary>
/// Tests longer training with the stacked layers that a stack uses on CUDA, here on the CPU. Rounding may change the losses of each seed,
/// but averaged over the seeds, stacked and separate training must have the same losses.
/// </summary>
[Trait("Category", "Slow")]
public sealed class StackDistributionTests : IDisposable
{
    private const int Seeds = 20;

    private const string Base = """
        {
          "name": "cells",
          "threads": 1,
          "data": { "kind": "digits", "batch_size": 32 },
          "model": { "kind": "vgg", "channels": "4 M 6 M", "batch_norm": true, "hidden": [16], "dropout": 0 },
          "optimizer": { "kind": "sgd", "lr": 0.2, "momentum": 0.9 },
          "training": { "steps": 120, "eval_every_steps": 120 }
        }
        """;

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Over_many_seeds_stacked_and_separate_trainings_are_alike()
    {
        var (mean, error) = MeanDifference(Alone(), Together());

        Assert.True(Math.Abs(mean) <= 3 * error, $"the mean difference is {mean:g3}, its standard error {error:g3}");
    }

    [Theory]
    [InlineData("optimizer.lr=0.1")]
    [InlineData("optimizer.momentum=0.8")]
    public void Other_trainings_are_not_alike(string change)
    {
        var (mean, error) = MeanDifference(Alone(), Together(change));

        Assert.True(Math.Abs(mean) > 3 * error, $"the mean difference is {mean:g3}, its standard error {error:g3}");
    }

    // Computes the mean difference of the losses' logarithms over the last two thirds of the training, seed by seed.
    private static (double Mean, double StandardError) MeanDifference(IReadOnlyList<TrainedCell> one, IReadOnlyList<TrainedCell> other)
    {
        var differences = one.Zip(other, (first, second) => Score(second) - Score(first)).ToList();
        var mean = differences.Average();
        var variance = differences.Sum(value => Math.Pow(value - mean, 2)) / (Seeds - 1);
        return (mean, Math.Sqrt(variance / Seeds));
    }

    private static double Score(TrainedCell cell) => cell.Losses.Skip(cell.Losses.Count / 3).Average(Math.Log);

    private IReadOnlyList<TrainedCell> Alone() => TrainedCells.Alone(_runs, Base, Cells());

    private List<TrainedCell> Together(params string[] sets)
    {
        var cells = TrainedCells.Together(_runs, Base, isExact: false, Cells(sets)).ToList();
        Assert.All(cells, cell => Assert.True(cell.SharedUpdates == 120, string.Join(' ', cell.Warnings)));
        return cells;
    }

    private static string[][] Cells(params string[] sets) =>
        [.. Enumerable.Range(1, Seeds).Select(seed => (string[])[.. sets, $"seed={seed}"])];
}
