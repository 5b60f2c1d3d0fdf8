using System.Diagnostics;
using Experiments.Runs;
using Experiments.Serialization;
using Experiments.Training;

namespace Experiments.Benchmarks;

/// <summary>
/// Measures the share of a run's time that diagnostics take at their default interval, for every ready config. As in a run, each
/// measurement follows many updates, which have filled the caches, and the lines of the measurement are appended to a file. The comparison
/// uses processor time on one thread, because other processes have little influence on this time.
/// </summary>
internal static class DiagnosticsShare
{
    // A measurement is fully compiled after about thirty calls. The time for compiling belongs to the program's start, not to its steps.
    private const int WarmUp = 40;

    private static readonly TimeSpan s_updating = TimeSpan.FromSeconds(0.1);

    /// <summary>Prints one line per config.</summary>
    /// <param name="rounds">Number of times that an update and a measurement are timed. The median is used.</param>
    /// <param name="names">Names of the configs; empty for all configs.</param>
    public static void Print(int rounds, IReadOnlyList<string> names)
    {
        var every = new DiagnosticsOptions().EverySteps;
        Console.WriteLine(FormattableString.Invariant(
            $"| | update | measurement | measurement / update | share, every {every} updates |\n| --- | --- | --- | --- | --- |"));
        foreach (var name in names.Count > 0 ? names : ProbeBenchmarks.Configs)
        {
            using var subject = new ProbeBenchmarks { Config = name };
            subject.Load();
            CpuThreads.Set(1);
            var (update, measure) = Times(subject, rounds);
            var (ratio, share) = (measure / update, measure / update / every);
            Console.WriteLine(FormattableString.Invariant(
                $"| {name} | {1e3 * update:#,##0.00} ms | {1e3 * measure:#,##0.00} ms | {ratio:0.0} | {share:0.0 %} |"));
        }
    }

    private static (double Update, double Measure) Times(ProbeBenchmarks subject, int rounds)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var lines = JsonLines.Create(file);
            for (var (call, clock) = (0, Stopwatch.StartNew()); call < WarmUp && clock.Elapsed < TimeSpan.FromSeconds(10); call++)
                Measure(subject, lines);
            var pairs = Enumerable.Range(0, rounds).Select(_ => (Update: Update(subject), Measure: Measure(subject, lines))).ToList();
            return (Middle(pairs.Select(pair => pair.Update)), Middle(pairs.Select(pair => pair.Measure)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Middle(IEnumerable<double> times) => times.Order().ElementAt(times.Count() / 2);

    // Returns the processor seconds per update.
    private static double Update(ProbeBenchmarks subject)
    {
        var (start, clock, calls) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew(), 0);
        do
        {
            subject.Update();
            calls++;
        }
        while (clock.Elapsed < s_updating);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds / calls;
    }

    // Returns the processor seconds per measurement, including writing its lines.
    private static double Measure(ProbeBenchmarks subject, JsonLines lines)
    {
        var start = Environment.CpuUsage.TotalTime;
        foreach (var signal in subject.Measure())
            lines.Append(SignalRow.ToJson(0, signal));
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}
