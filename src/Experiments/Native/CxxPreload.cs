namespace Experiments.Native;

/// <summary>
/// The C++ compatibility library, which must be loaded before the process starts (<c>LD_PRELOAD</c>): <c>run.sh</c> preloads it if
/// TorchSharp's packages need a newer C++ runtime than the machine has. It is meant for this program and its workers alone, so it is
/// removed from the environment that other child processes inherit.
/// </summary>
public static class CxxPreload
{
    public const string Variable = "LD_PRELOAD";

    /// <summary>The library that this process was started with; null for none.</summary>
    public static string? Library { get; private set; }

    /// <summary>Removes the library from <c>LD_PRELOAD</c>, and leaves what the user preloads.</summary>
    public static void KeepFromChildren(string library)
    {
        var entries = (Environment.GetEnvironmentVariable(Variable) ?? "").Split([':', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (!entries.Contains(library))
            return;
        Library = library;
        var rest = string.Join(':', entries.Where(entry => entry != library));
        Environment.SetEnvironmentVariable(Variable, rest.Length > 0 ? rest : null);
    }

    /// <summary>The value of <c>LD_PRELOAD</c> for a worker of this program; null if it needs none.</summary>
    public static string? ForWorkers() => Library is null
        ? null
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } others ? $"{Library}:{others}" : Library;
}
