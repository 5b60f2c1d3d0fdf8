namespace Experiments.Cli.Terminal;

/// <summary>Prints claims with expected and measured values, and their verdicts.</summary>
internal static class StudyTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<(StudyDefinition Study, IReadOnlyList<ClaimResult> Results)> judged)
    {
        var table = new FittingTable("claim").Column("expected").Column("measured").Column("interval").Column("verdict", Justify.Left);
        foreach (var (study, results) in judged)
        {
            foreach (var result in results)
                table.Row($"{study.Name}: {result.Claim.Id}".EscapeMarkup(), StudyText.Expected(result.Claim), StudyText.Measured(result),
                    StudyText.Interval(result), Coloured(result.Verdict));
        }

        table.Write(console);
        var all = judged.SelectMany(one => one.Results).ToList();
        console.WriteLine($"{RunText.Invariant(all.Count(result => result.Verdict == ClaimVerdict.Holds))} of "
            + $"{RunText.Invariant(all.Count)} claims hold.");
    }

    /// <summary>Returns sentences that say what to do about claims that don't hold.</summary>
    public static IEnumerable<string> Advice(IReadOnlyList<(StudyDefinition Study, IReadOnlyList<ClaimResult> Results)> judged)
    {
        if (Names(ClaimVerdict.NotRun) is { Length: > 0 } missing)
            yield return $"Not run: {missing.Replace(" ", ", ", StringComparison.Ordinal)}. "
                + $"Run '{TypedCommand.Of($"study run {missing}")}'.";
        if (Names(ClaimVerdict.OutOfDate) is { Length: > 0 } old)
            yield return $"Changed after the last run: {old.Replace(" ", ", ", StringComparison.Ordinal)}. "
                + $"Run '{TypedCommand.Of($"study run {old}")}'.";
        if (Names(ClaimVerdict.Open) is { Length: > 0 } open)
            yield return $"Open: more seeds are needed to decide. Run '{TypedCommand.Of($"study run --full {open}")}'.";
        if (Names(ClaimVerdict.DoesNotHold) is { Length: > 0 } failing)
            yield return $"A claim does not hold in {failing.Replace(" ", ", ", StringComparison.Ordinal)}. "
                + "The study's README explains how the claim is measured.";

        string Names(ClaimVerdict verdict) => string.Join(' ',
            judged.Where(one => one.Results.Any(result => result.Verdict == verdict)).Select(one => one.Study.Name));
    }

    private static string Coloured(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Holds => $"[green]{StudyText.Verdict(verdict)}[/]",
        ClaimVerdict.DoesNotHold => $"[red]{StudyText.Verdict(verdict)}[/]",
        _ => $"[yellow]{StudyText.Verdict(verdict)}[/]",
    };
}
