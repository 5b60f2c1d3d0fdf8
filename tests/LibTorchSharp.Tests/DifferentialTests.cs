namespace LibTorchSharp.Tests;

public class DifferentialTests(BothLibraries libraries) : IClassFixture<BothLibraries>
{
    [SkippableFact]
    public void Both_libraries_give_the_same_results()
    {
        var (packages, ours) = (libraries.Of(NativeLibraries.Packages), libraries.Of(NativeLibraries.Ours));
        // In every difference, the result of TorchSharp's packages comes first.
        var differences = Table.All.Where(row => ours[row.Name].Missing is null)
            .SelectMany(row => Comparison.Differences(row, packages[row.Name], ours[row.Name]));
        Listing.Empty(differences);
    }

    [SkippableFact]
    public void Every_case_runs_on_the_packages_and_fails_only_if_expected()
    {
        var packages = libraries.Of(NativeLibraries.Packages);
        var surprises = Table.All.Where(
            row => packages[row.Name] is var result && (result.Failed != row.MustFail || result.Missing is not null
                || result.Observations.Any(entry => entry.Slot is "exception" or "crashed")));
        Listing.Empty(surprises.Select(row => $"{row.Name}: {string.Join("; ", packages[row.Name].Observations)}"));
    }

    [SkippableFact]
    public void Every_function_of_our_library_has_a_case()
    {
        var ours = libraries.Of(NativeLibraries.Ours);
        var called = ours.Values.SelectMany(result => result.Called).ToHashSet();
        Listing.Empty(ElfExports.Read(NativeLibraries.Ours.Files[^1]).Where(name => name.StartsWith("THS", StringComparison.Ordinal))
            .Except(called).Except(Table.WithoutCase.Keys));
    }

    [SkippableFact]
    public void No_function_that_is_exempt_from_a_case_has_one()
    {
        var called = libraries.Of(NativeLibraries.Packages).Values.SelectMany(result => result.Called).ToHashSet();
        Listing.Empty(Table.WithoutCase.Keys.Where(called.Contains));
    }

    [SkippableFact]
    public void A_change_of_any_result_is_reported()
    {
        var packages = libraries.Of(NativeLibraries.Packages);
        foreach (var row in Table.All)
        {
            var result = packages[row.Name];
            Assert.Empty(Comparison.Differences(row, result, result));
            foreach (var (index, entry) in result.Observations.Index().Where(entry => entry.Item.Slot[0] != '#'))
            {
                var changed = result.Observations.ToArray();
                changed[index] = (entry.Slot, Changed(entry.Text));
                Assert.True(Comparison.Differences(row, result, result with { Observations = changed }).Any(),
                    $"{row.Name} {changed[index]}");
                Assert.True(Comparison.Differences(row, result,
                    result with { Observations = [.. result.Observations.Where(other => other.Slot != entry.Slot)] }).Any(),
                    $"{row.Name} {entry.Slot}");
            }
        }
    }

    [SkippableFact]
    public void Every_case_observes_something()
    {
        var packages = libraries.Of(NativeLibraries.Packages);
        Listing.Empty(Table.All.Where(row => !Table.Silent.Contains(row.Function) && packages[row.Name].Observations.Count == 0)
            .Select(row => row.Name));
    }

    /// <summary>Returns the text with its last number changed by a tenth.</summary>
    private static string Changed(string text)
    {
        var words = text.Split(' ');
        words[^1] = double.TryParse(words[^1], System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? (number + 0.1 * Math.Max(1, Math.Abs(number))).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : words[^1] + "?";
        return string.Join(' ', words);
    }
}
