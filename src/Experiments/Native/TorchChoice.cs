namespace Experiments.Native;

/// <summary>Which native library a process loads, and who chose it.</summary>
/// <param name="Source">Who chose it, for messages: an option, a variable, or the set-up.</param>
/// <param name="Libtorch">Value of <c>LIBTORCH</c>, as a
/// full path, if <paramref name="Kind"/> is <see cref="TorchLibraryKind.Libtorch"/>; null for the system's.</param>
public sealed record TorchChoice(TorchLibraryKind Kind, string Source, string? Libtorch)
{
    /// <summary>Environment variable that chooses: <c>packages</c> or <c>libtorch</c>.</summary>
    public const string Variable = "EXPERIMENTS_TORCH";

    /// <summary>Environment variable: folder of a libtorch or an installed PyTorch;
    /// chooses <c>libtorch</c> if nothing before it chooses.</summary>
    public const string LibtorchVariable = "LIBTORCH";

    public const string Option = "--torch";

    // The name and the values before the native library could be chosen at start-up; understood for one more release.
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

    /// <summary>The words that the option and the variable take.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. s_kinds.Keys];

    public string Word => WordOf(Kind);

    /// <summary>The word for a kind: <c>packages</c> or <c>libtorch</c>.</summary>
    public static string WordOf(TorchLibraryKind kind) => s_kinds.First(pair => pair.Value == kind).Key;

    /// <summary>The word for what a run recorded; earlier versions recorded the name of an engine.</summary>
    public static string WordOfRecord(string recorded) => s_oldKinds.TryGetValue(recorded, out var kind) ? WordOf(kind) : recorded;

    /// <summary>Chooses: the option, then <c>EXPERIMENTS_TORCH</c>, then <c>TORCH_ENGINE</c>,
    /// then <c>LIBTORCH</c>, then what the set-up found.</summary>
    /// <param name="option">Value of <c>--torch</c>; null if not given.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="setUp">What the set-up remembered; null if it has not run.</param>
    /// <exception cref="InputException">A value is neither word.</exception>
    public static TorchChoice Create(string? option, Func<string, string?> variable, string? setUp)
    {
        var libtorch = variable(LibtorchVariable) is { Length: > 0 } path ? Path.GetFullPath(path) : null;
        TorchChoice Named(string word, Dictionary<string, TorchLibraryKind> kinds, string source)
        {
            if (!kinds.TryGetValue(word, out var kind))
                throw new InputException(
                    $"{source} is '{word}'{Names.DidYouMeanAside(word, kinds.Keys)}; it can be {string.Join(" or ", s_kinds.Keys)}.");
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
            ? Named(setUp, s_kinds, "the set-up")
            : new TorchChoice(TorchLibraryKind.Packages, "the default", null);
    }
}
