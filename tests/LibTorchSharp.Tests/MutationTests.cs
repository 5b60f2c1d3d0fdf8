namespace LibTorchSharp.Tests;

/// <summary>Tests the table itself: a change of an argument that no result shows would go unnoticed in the library too.</summary>
public class MutationTests
{
    [SkippableFact]
    public void A_change_of_any_argument_changes_some_result()
    {
        Skip.If(NativeLibraries.Ours.Absence is not null, NativeLibraries.Ours.Absence);
        Golden.Contains("tests/LibTorchSharp.Tests/unseen-changes.txt", ProbeProcess.UnseenChanges(NativeLibraries.Ours));
    }
}
