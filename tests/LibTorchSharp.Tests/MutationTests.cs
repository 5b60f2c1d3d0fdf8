namespace LibTorchSharp.Tests;

/// <summary>
/// Tests whether the table finds faults. If a changed argument changes no result, the library could make the same mistake and no test would
/// fail.
/// </summary>
public class MutationTests
{
    [SkippableFact]
    public void A_change_of_any_argument_changes_some_result()
    {
        Skip.If(NativeLibraries.Ours.Absence is not null, NativeLibraries.Ours.Absence);
        Golden.Contains("tests/LibTorchSharp.Tests/unseen-changes.txt", ProbeProcess.UnseenChanges(NativeLibraries.Ours));
    }
}
