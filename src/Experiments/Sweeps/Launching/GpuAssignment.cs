namespace Experiments.Sweeps.Launching;

/// <summary>Assigns one GPU to each worker, in turn.</summary>
public static class GpuAssignment
{
    /// <summary>Environment variable that lists the GPUs visible to CUDA.</summary>
    public const string Variable = "CUDA_VISIBLE_DEVICES";

    /// <summary>Returns the usable GPUs: the entries of <see cref="Variable"/> if it is set, otherwise 0 to count − 1.</summary>
    /// <param name="visible">Value of the variable; null if the variable is not set.</param>
    /// <param name="count">Number of CUDA devices that this process sees.</param>
    public static IReadOnlyList<string> Hand(string? visible, int count) => visible is null
        ? [.. Enumerable.Range(0, count).Select(index => index.ToString(System.Globalization.CultureInfo.InvariantCulture))]
        : [.. visible.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(count)];

    /// <summary>Returns the GPU of a worker; null if there are no GPUs.</summary>
    public static string? For(int worker, IReadOnlyList<string> hand) => hand.Count == 0 ? null : hand[worker % hand.Count];

    /// <summary>
    /// Returns the default number of workers: <paramref name="perGpu"/> per GPU if a cell runs on CUDA, otherwise cores / largest number of
    /// threads of a cell; at least one.
    /// </summary>
    public static int DefaultWorkers(IEnumerable<CellRecord> cells, int cores, int gpus, int perGpu = 1)
    {
        var list = cells.ToList();
        if (list.Any(cell => cell.Device == "cuda"))
            return Math.Max(1, gpus * perGpu);
        return Math.Max(1, cores / list.Select(cell => cell.Threads).DefaultIfEmpty(1).Max());
    }
}
