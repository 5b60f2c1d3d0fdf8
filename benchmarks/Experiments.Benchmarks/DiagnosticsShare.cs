using System.Diagnostics;
using Experiments.Configuration;
using Experiments.Diagnostics;
using Experiments.Training;

namespace Experiments.Benchmarks;

/// <summary>
/// The share of a run's time that diagnostics cost at their default cadence, for every ready config. Updates and measurements take turns, and what counts is
/// the process's own time on one thread, so that others on the same machine disturb it little.
/// </summary>
internal static class DiagnosticsShare
{
    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(0.3);

    /// <summary>Prints a line a config.</summary>
    /// <param name="rounds">How often both are timed; the middle counts.</param>
    public static void Print(int rounds)
    {
        var every = new DiagnosticsOptions().EverySteps;
        Console.WriteLine(FormattableString.Invariant($"| | an update | a measurement | in updates | share, every {every} updates |\n| --- | --- | --- | --- | --- |"));
        foreach (var name in ProbeBenchmarks.Configs)
        {
            using var subject = new ProbeBenchmarks { Config = name };
            subject.Load();
            CpuThreads.Set(1);
            var (update, measure) = Times(subject, rounds);
            Console.WriteLine(FormattableString.Invariant($"| {name} | {1e3 * update:#,##0.00} ms | {1e3 * measure:#,##0.00} ms | {measure / update:0.0} | {measure / update / every:0.0 %} |"));
        }
    }

    private static (double Update, double Measure) Times(ProbeBenchmarks subject, int rounds)
    {
        Time(() => subject.Update());
        Time(() => subject.Measure());
        var pairs = Enumerable.Range(0, rounds).Select(_ => (Update: Time(() => subject.Update()), Measure: Time(() => subject.Measure()))).ToList();
        return (Middle(pairs.Select(pair => pair.Update)), Middle(pairs.Select(pair => pair.Measure)));
    }

    private static double Middle(IEnumerable<double> times) => times.Order().ElementAt(times.Count() / 2);

    // Seconds of the processor a call.
    private static double Time(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var (start, clock, calls) = (process.TotalProcessorTime, Stopwatch.StartNew(), 0);
        do
        {
            action();
            calls++;
        }
        while (clock.Elapsed < s_round);

        process.Refresh();
        return (process.TotalProcessorTime - start).TotalSeconds / calls;
    }
}
