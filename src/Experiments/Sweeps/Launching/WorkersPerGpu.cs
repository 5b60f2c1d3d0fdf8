namespace Experiments.Sweeps.Launching;

/// <summary>Number of workers that share each GPU of this machine, from <c>--workers-per-gpu</c>: a number, or auto.</summary>
/// <param name="Count">Null for auto.</param>
public sealed record WorkersPerGpu(int? Count)
{
    public const string Option = "--workers-per-gpu";

    /// <summary>GPU memory per worker that auto assumes: 0.5 GiB for CUDA, and 1.5 GiB for networks and data.</summary>
    public const long MemoryOfWorker = 2L << 30;

    /// <summary>The part of a worker's GPU memory that is available for the data and for the networks that train together.</summary>
    public const long MemoryOfNetworks = MemoryOfWorker - (1L << 29);

    private const string Auto = "auto";

    /// <exception cref="InputException">The text is neither auto nor a whole number of 1 or more.</exception>
    public static WorkersPerGpu Parse(string word)
    {
        if (word == Auto)
            return new WorkersPerGpu(Count: null);
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1
            ? new WorkersPerGpu(count)
            : throw new InputException($"{Option} is '{word}'; a whole number of 1 or more, or auto, is expected.");
    }

    /// <summary>Returns the number of workers per GPU and, for auto, a sentence with the reason.</summary>
    /// <param name="cells">Cells of the sweep.</param>
    /// <param name="gpus">GPUs that are assigned to the workers.</param>
    /// <param name="cores">Number of processor cores.</param>
    /// <param name="freeMemory">Free bytes of the GPU with the least free memory; null if unknown.</param>
    /// <exception cref="InputException">No cell runs on a GPU.</exception>
    public (int Count, string? Reason) Choose(IEnumerable<CellRecord> cells, IReadOnlyList<string> gpus, int cores, Func<long?> freeMemory)
    {
        var list = cells.ToList();
        if (gpus.Count == 0 || !list.Any(cell => cell.Device == "cuda"))
            throw new InputException($"{Option} is for cells on a GPU, but the cells of this sweep run on the CPU. Use --workers.");
        if (Count is { } count)
            return (count, null);
        var threads = list.Where(cell => cell.Device == "cuda").Max(cell => cell.Threads);
        var byCores = Math.Max(1, cores / (gpus.Count * threads));
        var free = freeMemory();
        var chosen = free is { } bytes ? (int)Math.Clamp(bytes / MemoryOfWorker, 1, byCores) : byCores;
        return (chosen, string.Create(CultureInfo.InvariantCulture,
            $"{Option} auto: {chosen} on each of {gpus.Count} GPU{(gpus.Count == 1 ? "" : "s")} ({cores} cores, {threads} "
                + $"thread{(threads == 1 ? "" : "s")} per worker, {Memory(free)})."));
    }

    private static string Memory(long? free) => free is { } bytes
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.#} GiB free per GPU, 2 GiB per worker")
        : "free memory of the GPUs unknown";
}
