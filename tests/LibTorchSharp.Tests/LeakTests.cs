namespace LibTorchSharp.Tests;

[Trait("Category", "Slow")]
public class LeakTests
{
    private const int Rounds = 24;

    [SkippableFact]
    public void Every_case_frees_its_objects()
    {
        Skip.If(NativeLibraries.Ours.Absence is not null, NativeLibraries.Ours.Absence);
        var lines = ProbeProcess.Leaks(NativeLibraries.Ours, Rounds);
        Listing.Empty(lines[..^1]);
        // The growth is measured over the second half of the rounds. A leak of one kilobyte per case would give 16 MB.
        var grown = int.Parse(lines[^1].Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.True(grown < 8 * 1024, $"Resident memory grew by {grown} KiB.");
    }
}
