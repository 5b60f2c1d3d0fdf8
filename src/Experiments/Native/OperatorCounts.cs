namespace Experiments.Native;

/// <summary>What an <see cref="OperatorProfile"/> has counted.</summary>
/// <param name="PhaseTimes">Time between the start of a phase and that of the next, by phase.</param>
public sealed record OperatorCounts(
    IReadOnlyDictionary<int, TimeSpan> PhaseTimes, IReadOnlyList<WaitCount> Waits, IReadOnlyList<OperatorCount> Operators)
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Reads the lines that the native library writes (<c>experiments_torch.h</c>).</summary>
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
