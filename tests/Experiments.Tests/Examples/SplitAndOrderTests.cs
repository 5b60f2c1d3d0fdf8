namespace Experiments.Tests.Examples;

/// <summary>Runs, with PyTorch, the Python code of docs/training.md for the split and the order of the examples.</summary>
public partial class SplitAndOrderTests
{
    [SkippableTheory]
    [InlineData("training.md")]
    [InlineData("training.zh-CN.md")]
    public void The_documented_Python_draws_the_split_and_the_order(string page)
    {
        var functions = Fence().Match(File.ReadAllText(Repository.PathOf("docs", page)).ReplaceLineEndings("\n")).Groups["text"].Value;
        var printed = PyTorch.Prints($"""
            {functions}
            import json
            print(json.dumps([split(101, 0.2, 0.15, None, 7), split(40, 5, 0.1, 12, 2**31), epoch_order(23, 42, 9), epoch_order(23, 4294967295, 0)]))
            """);
        var lists = JsonNode.Parse(printed)!.AsArray();
        Same(SplitRows.Draw(101, 0.2, 0.15, limit: null, seed: 7, "rows"), lists[0]!);
        Same(SplitRows.Draw(40, 5, 0.1, limit: 12, seed: 1L << 31, "rows"), lists[1]!);
        Assert.Equal(Order(23, 42, 9), Numbers(lists[2]!));
        Assert.Equal(Order(23, 4294967295, 0), Numbers(lists[3]!));
    }

    private static void Same(SplitRows rows, JsonNode lists) =>
        Assert.Equal([rows.Train, rows.Validation, rows.Test], lists.AsArray().Select(list => Numbers(list!)));

    private static long[] Order(long n, long seed, int epoch)
    {
        using var order = DataOrder.Epoch(n, seed, epoch);
        return order.data<long>().ToArray();
    }

    private static long[] Numbers(JsonNode list) => [.. list.AsArray().Select(number => (long)number!)];

    [GeneratedRegex("^```python\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
