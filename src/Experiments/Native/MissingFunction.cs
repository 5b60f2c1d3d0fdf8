namespace Experiments.Native;

/// <summary>Explains errors of TorchSharp calls to functions that do not exist in the native library.</summary>
public static class MissingFunction
{
    /// <summary>Returns a sentence for an error caused by a missing function; null for other errors.</summary>
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

    // Returns the function's name from .NET's message: Unable to find an entry point named 'THSTensor_x' in shared library 'LibTorchSharp'.
    private static string? NameIn(EntryPointNotFoundException missing) =>
        missing.Message.Split('\'').ElementAtOrDefault(1) is { } name && name.StartsWith("THS", StringComparison.Ordinal) ? name : null;
}
