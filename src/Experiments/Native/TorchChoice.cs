namespace Experiments.Native;

/// <summary>The native library that a process loads, and the source of the choice.</summary>
/// <param name="Source">Source of the choice, for error messages: an option, a variable or the setup.</param>
/// <param name="Libtorch">Value of <c>LIBTORCH</c>, as a
/// full path, if <paramref name="Kind"/> is <see cref="TorchLibraryKind.Libtorch"/>; null for the libtorch of the system.</param>
public sealed record TorchChoice(TorchLibraryKind Kind, string Source, string? Libtorch)
{
    /// <summary>Environment variable for the choice: <c>packages</c> or <c>libtorch</c>.</summary>
    public const string Variable = "EXPERIMENTS_TORCH";

    /// <summary>Environment variable with the folder of a libtorch or an installed PyTorch. This variable selects the library
    /// <c>libtorch</c> if neither an option nor another variable makes a choice.</summary>
    public const string LibtorchVariable = "LIBTORCH";

    public const string Option = "--torch";

    // Former name of the environment variable. The next release will no longer accept this name and its former values.
    private const string OldVariable = "TORCH_ENGINE";

    private static readonly Dictionary<string, TorchLibraryKind> s_kinds = new()
    {
        ["packages"] = TorchLibraryKind.Packages,
        ["libtorch"] = TorchLibraryKind.Libtorch,
    };

    private static readonly Dictionary<string, TorchLibraryKind> s_oldKinds = new(s_kinds)
    {
        ["system"] = TorchLibraryKind.Libtorch,
        ["TorchSharp-cpu"] = TorchLibraryKind.Packages,
        ["TorchSharp-cuda-linux"] = TorchLibraryKind.Packages,
        ["TorchSharp-cuda-windows"] = TorchLibraryKind.Packages,
    };

    /// <summary>Permitted words of the option and the variable.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. s_kinds.Keys];

    public string Word => WordOf(Kind);

    /// <summary>Returns the word for a kind: <c>packages</c> or <c>libtorch</c>.</summary>
    public static string WordOf(TorchLibraryKind kind) => s_kinds.First(pair => pair.Value == kind).Key;

    /// <summary>Converts the name in a run's record to <c>packages</c> or <c>libtorch</c>. Earlier versions recorded the name of an
    /// engine.</summary>
    public static string WordOfRecord(string recorded) => s_oldKinds.TryGetValue(recorded, out var kind) ? WordOf(kind) : recorded;

    /// <summary>Returns the first choice that is given, in this order: the option, <c>EXPERIMENTS_TORCH</c>, <c>TORCH_ENGINE</c>,
    /// <c>LIBTORCH</c>, the setup's choice.</summary>
    /// <param name="option">Value of <c>--torch</c>; null if not given.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="setUp">Choice that the setup saved; null if the setup has not run.</param>
    /// <exception cref="InputException">A value is not one of the words.</exception>
    public static TorchChoice Create(string? option, Func<string, string?> variable, string? setUp)
    {
        var libtorch = variable(LibtorchVariable) is { Length: > 0 } path ? Path.GetFullPath(path) : null;
        TorchChoice Named(string word, Dictionary<string, TorchLibraryKind> kinds, string source)
        {
            if (!kinds.TryGetValue(word, out var kind))
                throw new InputException(
                    $"{source} is '{word}'{Names.DidYouMeanAside(word, kinds.Keys)}; use {string.Join(" or ", s_kinds.Keys)}.");
            return new TorchChoice(kind, source, kind == TorchLibraryKind.Libtorch ? libtorch : null);
        }

        if (option is not null)
            return Named(option, s_kinds, Option);
        if (variable(Variable) is { Length: > 0 } chosen)
            return Named(chosen, s_kinds, Variable);
        if (variable(OldVariable) is { Length: > 0 } old)
            return Named(old, s_oldKinds, OldVariable);
        if (libtorch is not null)
            return new TorchChoice(TorchLibraryKind.Libtorch, LibtorchVariable, libtorch);
        return setUp is not null && s_kinds.ContainsKey(setUp)
            ? Named(setUp, s_kinds, "the setup")
            : new TorchChoice(TorchLibraryKind.Packages, "the default", null);
    }
}
