using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Export;

/// <summary>Writes the data, its split and the order of the examples.</summary>
internal sealed class DataSection(DataOptions options, PyData text, DataSplits splits)
{
    public IEnumerable<string> Lines()
    {
        var (test, validation) = (text.HasTestFile ? 0 : splits.Test?.Count ?? 0, splits.Validation?.Count ?? 0);
        var (first, last) = (test + validation, options.Limit is null ? "" : Py.Number(test + validation + splits.Train.Count));
        return
        [
            .. text.Lines,
            "",
            $"# {Order(test, validation)}",
            "order = torch.randperm(len(targets), generator=torch.Generator().manual_seed(SPLIT_SEED))",
            $"splits = {{\"train\": order[{first}:{last}]{Part("validation", test, validation)}{Part("test", 0, test)}}}",
            "splits = {name: (inputs[rows].to(DEVICE), targets[rows].to(DEVICE)) for name, rows in splits.items()}",
            .. text.HasTestFile ? ["splits[\"test\"] = (test_inputs.to(DEVICE), test_targets.to(DEVICE))"] : Array.Empty<string>(),
        ];
    }

    /// <summary>The functions that give the order of an epoch, and its batches.</summary>
    public static IEnumerable<string> Order() =>
    [
        "def mix(x):",
        "    # A step of SplitMix64: neighbouring numbers become very different seeds.",
        "    x = (x + 0x9E3779B97F4A7C15) % 2**64",
        "    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 % 2**64",
        "    x = (x ^ (x >> 27)) * 0x94D049BB133111EB % 2**64",
        "    return x ^ (x >> 31)",
        "",
        "",
        "def epoch_order(n, epoch):",
        "    seed = mix((mix(SEED ^ 0x646174616F726465) + epoch) % 2**64) >> 1",
        "    return torch.randperm(n, generator=torch.Generator().manual_seed(seed))",
    ];

    private static string Order(long test, long validation)
    {
        string[] parts = [.. test > 0 ? ["test"] : Array.Empty<string>(), .. validation > 0 ? ["validation"] : Array.Empty<string>(),
            "training"];
        return parts.Length == 1 ? "The training rows come from a random permutation."
            : $"The split is a random permutation: first {string.Join(", then ", parts.Select(part => $"the {part} rows"))}.";
    }

    private static string Part(string name, long start, long count) =>
        count == 0 ? "" : $", \"{name}\": order[{(start == 0 ? "" : Py.Number(start))}:{start + count}]";
}
