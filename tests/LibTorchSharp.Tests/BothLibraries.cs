namespace LibTorchSharp.Tests;

/// <summary>The results of the whole table for both native libraries, which are computed once.</summary>
public sealed class BothLibraries
{
    private readonly Lazy<Dictionary<string, CaseResult>> packages = new(() => ProbeProcess.Results(NativeLibraries.Packages));

    private readonly Lazy<Dictionary<string, CaseResult>> ours = new(() => ProbeProcess.Results(NativeLibraries.Ours));

    /// <summary>Skips the test if a library is missing.</summary>
    internal Dictionary<string, CaseResult> Of(NativeLibraries library)
    {
        Skip.If(library.Absence is not null, library.Absence);
        return library == NativeLibraries.Packages ? packages.Value : ours.Value;
    }
}
