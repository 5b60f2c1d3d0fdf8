using GpuCheck.Checks;

namespace GpuCheck;

/// <summary>All checks, in the order in which they run. The check that fills the device's memory comes last.</summary>
internal static class CheckList
{
    /// <summary>The checks.</summary>
    public static IReadOnlyList<ICheck> All { get; } = [new Proofs(), new EveryRow(), new Repeatability(), new Kernels(), new Resume(),
        new Tf32(), new TwoWorkers(), new FullMemory()];

    /// <summary>Names of the checks, for <c>--only</c> and <c>--skip</c>.</summary>
    public static IEnumerable<string> Names => All.Select(check => check.Name);
}
