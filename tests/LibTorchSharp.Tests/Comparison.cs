namespace LibTorchSharp.Tests;

/// <summary>Compares the results of a case with two libraries.</summary>
internal static class Comparison
{
    public static IEnumerable<string> Differences(Case row, CaseResult left, CaseResult right)
    {
        var (a, b) = (Compared(left), Compared(right));
        foreach (var slot in a.Keys.Union(b.Keys))
        {
            var (first, second) = (a.GetValueOrDefault(slot), b.GetValueOrDefault(slot));
            if (first is null || second is null || !row.Rounding.Accepts(first, second))
                yield return $"{row.Name} (rounding: {row.Rounding.Name}) {slot}\n  {first ?? "nothing"}\n  "
                    + $"{second ?? "nothing"}{Notes(left)}{Notes(right)}";
        }
    }

    private static Dictionary<string, string> Compared(CaseResult result) =>
        result.Observations.Where(entry => entry.Slot[0] != '#').ToDictionary(entry => entry.Slot, entry => entry.Text);

    private static string Notes(CaseResult result) =>
        string.Concat(result.Observations.Where(entry => entry.Slot[0] == '#').Select(entry => $"\n  {entry.Slot} {entry.Text}"));
}
