using Experiments.Options.Reading;

namespace Experiments.Sweeps.Reading;

/// <summary>Reads the seeds of a sweep: a count, a range, or a list.</summary>
internal static class SeedReader
{
    private const long Highest = uint.MaxValue;
    private const long Most = 1_000_000;

    /// <summary>Returns the seeds. If the seeds are wrong, adds a mistake and returns null.</summary>
    public static IReadOnlyList<long>? Read(Node node, MistakeList mistakes)
    {
        if (node is NumberNode)
            return Whole(node, 1, Most) is { } count ? Count(0, count) : Fail("1 or more");
        if (node is ListNode { Items.Count: > 0 } list)
        {
            var seeds = list.Items.Select(item => Whole(item, 0, Highest)).ToList();
            return seeds.Any(seed => seed is null) || seeds.Distinct().Count() < seeds.Count
                ? Fail("the numbers of a list must differ")
                : [.. seeds.Select(seed => seed!.Value)];
        }

        if (node is ObjectNode range)
        {
            Fields.RefuseOthers(range, ["from", "count"], "seeds", mistakes);
            var (first, count) = (range.Find("from") is { } from ? Whole(from.Value, 0, Highest) : 0,
                range.Find("count") is { } given ? Whole(given.Value, 1, Most) : null);
            if (first is not null && count is not null && first + count - 1 <= Highest)
                return Count(first.Value, count.Value);
        }
        return Fail("");

        IReadOnlyList<long>? Fail(string hint)
        {
            mistakes.Add(node.Origin,
                $"seeds is {ScalarReader.Given(node)}; a count (10 means 0 to 9), {{ \"from\": 100, \"count\": 10 }} or a list of "
                    + $"different whole numbers from 0 to 4294967295 is expected{(hint.Length > 0 ? $" ({hint})" : "")}");
            return null;
        }
    }

    private static long? Whole(Node node, long least, long most) =>
        node is NumberNode number && long.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most ? value : null;

    private static IReadOnlyList<long> Count(long first, long count) => [.. Enumerable.Range(0, (int)count).Select(i => first + i)];
}
