namespace LibTorchSharp.Tests;

/// <summary>
/// Tests the table itself: if no result shows a change of an argument, the library could make that change and no test would fail.
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
