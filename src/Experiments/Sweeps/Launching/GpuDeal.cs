namespace Experiments.Sweeps.Launching;

/// <summary>Which GPU which worker sees: one each, dealt in turn.</summary>
public static class GpuDeal
{
    /// <summary>The variable by which CUDA is told what to see.</summary>
    public const string Variable = "CUDA_VISIBLE_DEVICES";

    /// <summary>The GPUs that may be used: those of <see cref="Variable"/> where it is set, as they stand there; otherwise 0 to count − 1.</summary>
    /// <param name="visible">The variable's value; null where it is not set.</param>
    /// <param name="count">How many CUDA devices this process sees.</param>
    public static IReadOnlyList<string> Hand(string? visible, int count) => visible is null
        ? [.. Enumerable.Range(0, count).Select(index => index.ToString(System.Globalization.CultureInfo.InvariantCulture))]
        : [.. visible.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(count)];

    /// <summary>The GPU of a worker; null where there is none.</summary>
    public static string? For(int worker, IReadOnlyList<string> hand) => hand.Count == 0 ? null : hand[worker % hand.Count];

    /// <summary>How many workers there are unless said otherwise: one a GPU for cells on CUDA, otherwise as many as the cores bear with that many threads each.</summary>
    public static int DefaultWorkers(IEnumerable<CellRecord> cells, int cores, int gpus)
    {
        var list = cells.ToList();
        if (list.Any(cell => cell.Device == "cuda"))
            return Math.Max(1, gpus);
        return Math.Max(1, cores / list.Select(cell => cell.Threads).DefaultIfEmpty(1).Max());
    }
}
