using Experiments.Comparison.Keys;

namespace Experiments.Tests.Comparison;

/// <summary>Creates runs with given values, without training.</summary>
internal static class Results
{
    public static readonly RunSurroundings Here = new("libtorch", "1.13.0", "cpu", 1);

    /// <summary>Creates one run; NaN gives a diverged run.</summary>
    public static RunResult Run(string policy, long seed, double value, string? lr = null, RunSurroundings? surroundings = null)
    {
        var coordinates = new OrderedDictionary<string, string> { ["policy"] = policy };
        if (lr is not null)
            coordinates.Add("lr", lr);
        return new RunResult(
            $"runs/{policy}-{lr}-{seed}", "toy", seed, double.IsNaN(value) ? RunStatus.Diverged : RunStatus.Completed, coordinates,
            new Dictionary<string, double> { ["test.accuracy"] = 0.1, ["test.loss"] = 2.3 },
            new Dictionary<string, double> { ["test.accuracy"] = value, ["test.loss"] = 1 - value }, 100, surroundings ?? Here);
    }

    /// <summary>Creates a completed run with a finite loss but no finite accuracy.</summary>
    public static RunResult WithoutAccuracy(string policy, long seed, string? lr = null) => Run(policy, seed, 0.5, lr) with
    {
        Final = new Dictionary<string, double> { ["test.accuracy"] = double.PositiveInfinity, ["test.loss"] = 0.5 },
    };

    /// <summary>Creates the runs of one policy: one run per value, with seeds from 0.</summary>
    public static IEnumerable<RunResult> Policy(string policy, params double[] values) =>
        values.Select((value, seed) => Run(policy, seed, value));

    public static RunCollection Of(params IEnumerable<RunResult>[] runs) => new([.. runs.SelectMany(list => list)], 0, 0);

    public static ComparisonResult Compare(RunCollection runs, string metric = "test.accuracy") =>
        Comparer.Compare(SharedPoints.Of(runs, ["policy"]), new ComparisonRequest { By = "policy", Metric = metric });
}
