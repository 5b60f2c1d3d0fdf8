namespace Experiments.Native;

/// <summary>
/// The C++ compatibility library. <c>run.sh</c> preloads this library (<c>LD_PRELOAD</c>) if TorchSharp's packages need a newer C++ runtime
/// than the machine has. Only this program and its workers need the library, so it is removed from LD_PRELOAD of other child processes.
/// </summary>
public static class CxxPreload
{
    public const string Variable = "LD_PRELOAD";

    /// <summary>Path of the preloaded library; null if this process was started without it.</summary>
    public static string? Library { get; private set; }

    /// <summary>Removes the library from <c>LD_PRELOAD</c> and keeps the user's entries.</summary>
    public static void KeepFromChildren(string library)
    {
        var entries = (Environment.GetEnvironmentVariable(Variable) ?? "").Split([':', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (!entries.Contains(library))
            return;
        Library = library;
        var rest = string.Join(':', entries.Where(entry => entry != library));
        Environment.SetEnvironmentVariable(Variable, rest.Length > 0 ? rest : null);
    }

    /// <summary>Returns the value of <c>LD_PRELOAD</c> for a worker of this program; null if no library is preloaded.</summary>
    public static string? ForWorkers() => Library is null
        ? null
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } others ? $"{Library}:{others}" : Library;
}
