namespace Experiments.Native;

/// <summary>
/// Loads the chosen native library, each file by its full path. The library must be loaded before the first use of TorchSharp. Otherwise,
/// TorchSharp would search for the files by name; it would find other files, or copy 1 GB from the NuGet folder.
/// </summary>
public static class TorchLibrary
{
    // Only this project's library exports this function.
    private const string VersionFunction = "ExperimentsTorch_version";
    private const string MissingRuntime = "GLIBCXX_";

    private static readonly Lock s_lock = new();
    private static LoadedTorch? s_loaded;

    /// <summary>The library that this process has loaded; null before <see cref="Load(string?)"/>.</summary>
    public static LoadedTorch? Loaded => s_loaded;

    /// <summary>Chooses and loads the library once; later calls return the result of the first call.</summary>
    /// <param name="option">Value of <c>--torch</c>; null if not given.</param>
    /// <exception cref="InputException">The choice is not one of the words.</exception>
    /// <exception cref="MissingException">A file is missing or can't be loaded.</exception>
    public static LoadedTorch Load(string? option = null)
    {
        lock (s_lock)
            return s_loaded ??= Load(Choose(option), NativeFolder.OfProgram());
    }

    /// <summary>Chooses the library without loading it.</summary>
    /// <param name="option">Value of <c>--torch</c>; null if not given.</param>
    /// <exception cref="InputException">The choice is not one of the words.</exception>
    public static TorchChoice Choose(string? option) =>
        TorchChoice.Create(option, Environment.GetEnvironmentVariable, NativeFolder.OfProgram().Default);

    /// <summary>Returns environment variables that make a worker choose the same library; empty before the library is loaded.</summary>
    public static IReadOnlyDictionary<string, string> WorkerEnvironment() =>
        s_loaded is { } loaded ? WorkerEnvironment(loaded.Choice) : new Dictionary<string, string>();

    /// <summary>Returns environment variables that make a worker choose the given library.</summary>
    public static IReadOnlyDictionary<string, string> WorkerEnvironment(TorchChoice choice)
    {
        var environment = new Dictionary<string, string> { [TorchChoice.Variable] = choice.Word };
        if (choice.Libtorch is { } libtorch)
            environment[TorchChoice.LibtorchVariable] = libtorch;
        foreach (var name in new[] { NativeFolder.Variable, OneDnn.Variable })
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                environment[name] = name == NativeFolder.Variable ? Path.GetFullPath(value) : value;
        }

        if (CxxPreload.ForWorkers() is { } preload)
            environment[CxxPreload.Variable] = preload;
        return environment;
    }

    private static LoadedTorch Load(TorchChoice choice, NativeFolder folder)
    {
        CxxPreload.KeepFromChildren(folder.Compatibility);
        var files = folder.Libraries(choice);
        WaitingThreads.Shorten(choice);
        if (choice.Kind == TorchLibraryKind.Packages)
            LoadInAnyOrder(folder.CudaLibraries());
        foreach (var file in folder.StandIns(choice))
            NativeLibrary.TryLoad(file, out _);
        nint library = 0;
        foreach (var file in files)
            library = Load(file, choice);
        return new LoadedTorch(choice, files, Version(library));
    }

    private static nint Load(string file, TorchChoice choice)
    {
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            throw new MissingException(failure.Message.Contains(MissingRuntime, StringComparison.Ordinal)
                ? "TorchSharp's packages need a newer C++ runtime than this machine has (GLIBCXX_3.4.32). Start the program with run.sh, "
                    + "which preloads a compatibility library, or choose --torch libtorch."
                : $"TorchSharp's native library '{choice.Word}' ({choice.Source}) can't be loaded: {Cause(failure.Message)}");
        }
    }

    // Each round loads the files whose dependencies are already loaded.
    private static void LoadInAnyOrder(IReadOnlyList<string> files)
    {
        for (var left = files; left.Count > 0;)
        {
            var failed = left.Where(file => !NativeLibrary.TryLoad(file, out _)).ToList();
            if (failed.Count == left.Count)
                return;
            left = failed;
        }
    }

    private static string? Version(nint library) => NativeLibrary.TryGetExport(library, VersionFunction, out var address)
        ? Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<Text>(address)())
        : null;

    // Returns the second line of the message, which is from the system and gives the cause. The first line is from .NET and gives advice on
    // tools.
    private static string Cause(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.ElementAtOrDefault(1) ?? message;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint Text();
}
