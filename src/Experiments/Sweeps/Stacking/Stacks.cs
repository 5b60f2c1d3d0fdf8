using Experiments.Experiment;

namespace Experiments.Sweeps.Stacking;

/// <summary>Divides the cells of a sweep into groups that train together. The same cells and workers always give the same groups.</summary>
public sealed class Stacks
{
    private readonly IReadOnlyDictionary<string, (string Key, int Most)> _plans;

    private Stacks(IReadOnlyDictionary<string, (string Key, int Most)> plans) => _plans = plans;

    /// <summary>A division into groups in which every cell trains separately.</summary>
    public static Stacks None { get; } = new(new Dictionary<string, (string, int)>());

    /// <param name="size">Largest size of a stack; null trains every cell separately.</param>
    public static Stacks Of(SweepPlan plan, StackSize? size) => size is null
        ? None
        : new(plan.Plans.Where(one => StackKey.Obstacle(one.Config.Config, one.Device) is null && size.For(one) > 1)
            .ToDictionary(one => one.Identity, one => (StackKey.Of(one.Config.Config, one.Device), size.For(one))));

    /// <summary>Whether a cell may train together with other cells.</summary>
    public bool Has(CellRecord cell) => _plans.ContainsKey(cell.Identity);

    /// <summary>Returns a function that counts the cells that can train together with a given cell, including the given cell.</summary>
    public Func<CellRecord, int> Alike(IEnumerable<CellRecord> cells)
    {
        var counts = cells.Where(Has).CountBy(cell => _plans[cell.Identity].Key).ToDictionary();
        return cell => Has(cell) ? counts[_plans[cell.Identity].Key] : 1;
    }

    /// <summary>
    /// Returns the groups, ordered by their first cells, with the cells in order. Groups of cells that can train together have at most the
    /// stack's size, and their sizes differ by at most one. The number of groups is large enough to give every worker the same number of
    /// groups.
    /// </summary>
    /// <param name="workers">Number of groups that train at the same time.</param>
    public IReadOnlyList<CellGroup> Groups(IReadOnlyList<CellRecord> cells, int workers)
    {
        var classes = cells.Where(Has).GroupBy(cell => _plans[cell.Identity].Key)
            .Select(group => new StackClass([.. group], group.Min(cell => _plans[cell.Identity].Most))).ToList();
        // If the number of groups is not a multiple of the number of workers, some workers are idle while the last groups train. The loop
        // therefore divides the largest group. Among equally large groups, the loop divides the last group, so that smaller groups come
        // last.
        while (classes.Sum(one => one.Count) % workers != 0 && classes.Where(one => one.CanBeDivided).ToList() is { Count: > 0 } divisible)
            divisible.AsEnumerable().Reverse().MaxBy(one => one.Largest)!.Count++;
        return [.. classes.SelectMany(one => one.Groups()).Concat(cells.Where(cell => !Has(cell)).Select(cell => new CellGroup([cell])))
            .OrderBy(group => group.Cells[0].Number)];
    }

    /// <summary>
    /// Divides cells into tasks of a batch system. Cells that can train together are placed next to each other, and the cells of each task
    /// are divided into groups.
    /// </summary>
    /// <param name="size">Number of cells per task.</param>
    public IReadOnlyList<IReadOnlyList<CellGroup>> Tasks(IReadOnlyList<CellRecord> cells, int size) =>
    [
        .. cells.GroupBy(cell => Has(cell) ? _plans[cell.Identity].Key : "").SelectMany(group => group).Chunk(size)
            .Select(task => Groups(task, workers: 1)),
    ];

    // Cells that can train together, and the number of groups into which they are divided.
    private sealed class StackClass(IReadOnlyList<CellRecord> cells, int most)
    {
        public int Count { get; set; } = (cells.Count + most - 1) / most;

        public bool CanBeDivided => Count < cells.Count;

        public int Largest => (cells.Count + Count - 1) / Count;

        public IEnumerable<CellGroup> Groups()
        {
            for (var i = 0; i < Count; i++)
            {
                var (first, end) = ((long)i * cells.Count / Count, (long)(i + 1) * cells.Count / Count);
                yield return new CellGroup([.. cells.Skip((int)first).Take((int)(end - first))]);
            }
        }
    }
}
