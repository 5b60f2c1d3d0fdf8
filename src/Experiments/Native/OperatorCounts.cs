namespace Experiments.Native;

/// <summary>Results of an <see cref="OperatorProfile"/>.</summary>
/// <param name="PhaseTimes">Time from the start of each phase to the start of the next phase.</param>
public sealed record OperatorCounts(
    IReadOnlyDictionary<int, TimeSpan> PhaseTimes, IReadOnlyList<WaitCount> Waits, IReadOnlyList<OperatorCount> Operators)
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Reads the lines written by the native library (<c>experiments_torch.h</c>).</summary>
    internal static OperatorCounts Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        IEnumerable<string[]> Of(string kind) => lines.Where(words => words[0] == kind);
        return new OperatorCounts(
            Of("phase").ToDictionary(words => (int)Number(words[1]), words => Time(words[2])),
            [.. Of("wait").Select(words => new WaitCount((int)Number(words[1]), words[2], Number(words[3])))],
            [.. Of("operator").Select(words => new OperatorCount((int)Number(words[1]), words[2], Number(words[3]), Number(words[4]),
                Number(words[5]), Time(words[6]), Time(words[7])))]);
    }

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);

    private static TimeSpan Time(string word) => TimeSpan.FromTicks(Number(word) / NanosecondsPerTick);
}
