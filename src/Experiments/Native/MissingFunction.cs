namespace Experiments.Native;

/// <summary>Explains failures of TorchSharp calls to functions that the native library lacks.</summary>
public static class MissingFunction
{
    /// <summary>Returns a sentence for a failure caused by a missing function, or null for other failures.</summary>
    public static string? InWords(Exception failure)
    {
        if (Find(failure) is not { } missing || NameIn(missing) is not { } name || TorchLibrary.Loaded is not { } torch)
            return null;
        var advice = torch.Choice.Kind == TorchLibraryKind.Libtorch ? " Use TorchSharp's library: --torch packages." : "";
        return $"The native library '{torch.Choice.Word}' lacks the function {name}, which TorchSharp calls here.{advice}";
    }

    private static EntryPointNotFoundException? Find(Exception? failure) => failure switch
    {
        null => null,
        EntryPointNotFoundException missing => missing,
        AggregateException several => several.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        _ => Find(failure.InnerException),
    };

    // .NET's message: Unable to find an entry point named 'THSTensor_x' in shared library 'LibTorchSharp'.
    private static string? NameIn(EntryPointNotFoundException missing) =>
        missing.Message.Split('\'').ElementAtOrDefault(1) is { } name && name.StartsWith("THS", StringComparison.Ordinal) ? name : null;
}
