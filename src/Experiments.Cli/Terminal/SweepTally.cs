namespace Experiments.Cli.Terminal;

/// <summary>Counts the cells in each state and estimates the time left from the speed so far.</summary>
public sealed class SweepTally
{
    private readonly Dictionary<string, CellStatus> _known;
    private readonly Dictionary<string, long> _steps = [];
    private readonly HashSet<string> _running = [];
    private readonly Dictionary<string, long> _first = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly int _count;

    public SweepTally(IReadOnlyList<CellRecord> cells, IReadOnlyList<CellRecord> pending, IReadOnlyDictionary<string, CellStatus> before)
    {
        var about = pending.Select(cell => cell.Id).ToHashSet();
        _count = cells.Count;
        _known = before.Where(pair => !about.Contains(pair.Key)).ToDictionary();
        TotalSteps = pending.Sum(cell => cell.TotalSteps);
    }

    /// <summary>Number of updates of all pending cells.</summary>
    public long TotalSteps { get; }

    /// <summary>Number of updates of the pending cells that are done or no longer needed.</summary>
    public long StepsMade => _steps.Values.Sum();

    /// <summary>Share of the pending updates that are done, from 0 to 1.</summary>
    public double Share => (double)StepsMade / Math.Max(1, TotalSteps);

    /// <summary>The counts as text: <c>12 of 40 done · 1 diverged · 2 running · 0:35 left</c>.</summary>
    public string InWords
    {
        get
        {
            var over = _known.Values.Count(status => status.HasResult());
            var words = $"{over} of {_count} done";
            foreach (var status in new[] { CellStatus.Diverged, CellStatus.Failed })
            {
                if (_known.Values.Count(known => known == status) is > 0 and var count)
                    words += $" · {count} {status.ToString().ToLowerInvariant()}";
            }
            if (_running.Count > 0)
                words += $" · {_running.Count} running";
            return Left is { } left ? $"{words} · {RunText.Duration(left)} left" : words;
        }
    }

    private TimeSpan? Left
    {
        get
        {
            var made = StepsMade - _first.Values.Sum();
            return made > 0 && StepsMade < TotalSteps ? _clock.Elapsed * ((double)(TotalSteps - StepsMade) / made) : null;
        }
    }

    public void Start(CellRecord cell) => _running.Add(cell.Id);

    /// <summary>
    /// Counts a cell's updates. A cell's first report may include updates of an earlier process; these updates are not used for the speed.
    /// </summary>
    public void Progress(CellRecord cell, long step)
    {
        _first.TryAdd(cell.Id, _steps.ContainsKey(cell.Id) ? 0 : step);
        _steps[cell.Id] = step;
    }

    /// <summary>Removes a running cell that another process has locked.</summary>
    public void Leave(CellRecord cell) => _running.Remove(cell.Id);

    /// <summary>Records the end of a cell. A diverged cell needs no more updates.</summary>
    public void Finish(CellRecord cell, CellStatus status)
    {
        _running.Remove(cell.Id);
        _known[cell.Id] = status;
        _steps[cell.Id] = cell.TotalSteps;
    }
}
