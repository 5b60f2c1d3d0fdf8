namespace Experiments.Cli.Terminal;

/// <summary>Formats a run's numbers for people, rounded. The records contain all digits.</summary>
public static class RunText
{
    /// <summary>Formats a number with a few digits, in the invariant culture.</summary>
    public static string Number(double value) => ReportText.Number(value);

    /// <summary>Formats a count with thousands separators, in the invariant culture.</summary>
    public static string Count(double value) => ReportText.Count(value);

    public static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Formats a duration as 0:07, 12:34 or 1:02:03.</summary>
    public static string Duration(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    /// <summary>Formats the metrics of one evaluation: <c>loss 0.1234  accuracy 0.9611</c>.</summary>
    public static string Metrics(IEnumerable<Metric> metrics) =>
        string.Join("  ", metrics.Select(metric => $"{metric.Name} {Number(metric.Value)}"));

    /// <summary>Returns the verdicts on the plan's predicted signal and on the first loss, in one line. <c>experiments probe</c> prints the
    /// complete verdicts.</summary>
    /// <param name="glance">Function that measures the signal, which is called if the plan allows no prediction.</param>
    /// <param name="firstLoss">Verdict on the first loss; null if no problem is known.</param>
    public static string Signal(InitPlan init, Func<IReadOnlyList<Verdict>> glance, Verdict? firstLoss)
    {
        var verdicts = PlanForecast.Verdicts(init);
        // Without a prediction, the signal must not be called healthy.
        if (verdicts is not [{ Kind: VerdictKind.Healthy }] || PlanForecast.Readings(init).Any(reading => double.IsFinite(reading.Forward)))
            return firstLoss is not null && verdicts is [{ Kind: VerdictKind.Healthy }]
                ? $"signal: {Joined([firstLoss])}"
                : $"signal, as predicted: {Joined(LossRules.Join(verdicts, firstLoss))}";
        var measured = LossRules.Join(glance(), firstLoss);
        return measured.Count > 0
            ? $"signal, as measured on {QuickSignalCheck.Examples} examples: {Joined(measured)}"
            : $"signal: theory gives no prediction for this network. Run '{TypedCommand.Of("probe")}' to measure it.";

        static string Joined(IEnumerable<Verdict> verdicts) =>
            string.Join(" · ", verdicts.Select(verdict => $"{verdict.Word}: {verdict.Finding}"));
    }

    public static IEnumerable<string> Start(RunStart start)
    {
        var config = start.Config;
        yield return $"{config.Name} · seed {config.Seed} · {start.Device}, {config.Threads} thread{(config.Threads == 1 ? "" : "s")}, "
            + $"{config.Precision}";
        var epochs = (double)start.Plan.TotalSteps / start.Plan.StepsPerEpoch;
        yield return $"{Count(start.Plan.TrainExamples)} training examples, batches of {config.Data.BatchSize}, "
            + $"{Count(start.Plan.TotalSteps)} step{(start.Plan.TotalSteps == 1 ? "" : "s")} ({Number(epochs)} "
            + $"epoch{(epochs == 1 ? "" : "s")})";
        // The verdict is about initial weights, so it is not shown for a resumed run, whose weights are trained.
        if (start.FirstStep == 0)
            yield return Signal(start.Init, start.QuickSignalCheck, start.FirstLossCheck());
        yield return start.Folder;
        if (start.FirstStep > 0)
            yield return $"resuming after step {Count(start.FirstStep)}";
    }

    public static IEnumerable<string> End(RunSummary summary)
    {
        foreach (var split in new[] { "train", "validation", "test" })
        {
            if (summary.Final(split) is { Count: > 0 } metrics)
                yield return $"{split,-11} {Metrics(metrics)}";
        }

        if (summary.Progress.Best is { } best)
            yield return $"best        validation {best.Metric} {Number(best.Value)} at step {Count(best.Step)}";
        var steps = summary.Progress.Step == summary.TotalSteps
            ? Count(summary.Progress.Step)
            : $"{Count(summary.Progress.Step)} of {Count(summary.TotalSteps)}";
        yield return $"{summary.Status.ToString().ToLowerInvariant()} after {steps} steps in {Number(Math.Round(summary.WallTime, 1))} s · "
            + $"{summary.Folder}";
    }
}
