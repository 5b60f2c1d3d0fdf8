namespace LibTorchSharp.Tests;

/// <summary>
/// Tests the table itself: if no result shows a change of an argument, the library could have that error without a failing test.
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
