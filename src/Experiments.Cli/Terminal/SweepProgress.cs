namespace Experiments.Cli.Terminal;

/// <summary>Shows the progress of a sweep: a board on a terminal (<see cref="SweepBoard"/>), bars on a terminal without colours, and a line
/// per cell in a file or pipe.</summary>
public sealed class SweepProgress : ISweepObserver
{
    private readonly SweepTally _tally;
    private readonly Action<string, Style?> _line;
    private readonly ProgressContext? _context;
    private readonly ProgressTask? _all;
    private readonly Dictionary<string, ProgressTask> _running = [];

    private SweepProgress(SweepTally tally, Action<string, Style?> line, ProgressContext? context)
    {
        (_tally, _line, _context) = (tally, line, context);
        _all = context?.AddTask(Markup.Escape(tally.InWords), maxValue: Math.Max(1, tally.TotalSteps));
    }

    /// <summary>Runs a sweep and shows it on standard error.</summary>
    /// <param name="before">Known status of each cell, by its id.</param>
    public static void Show(
        bool isQuiet, SweepFolder folder, IReadOnlyList<CellRecord> cells, IReadOnlyList<CellRecord> pending,
        IReadOnlyDictionary<string, CellStatus> before,
        Action<ISweepObserver> run)
    {
        var tally = new SweepTally(cells, pending, before);
        var console = Screen.Error;
        if (isQuiet || !console.Profile.Capabilities.Interactive)
        {
            run(new SweepProgress(tally, (line, _) => (isQuiet ? TextWriter.Null : Console.Error).WriteLine(line), null));
            return;
        }

        if (Screen.IsLive(console))
        {
            SweepBoard.Show(console, tally, Means(folder, cells, before), run);
            return;
        }

        console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new ProgressBarColumn { Width = 24 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => run(new SweepProgress(tally, (line, style) => WriteAbove(console, line, style), context)));
    }

    private static RunningMeans Means(SweepFolder folder, IReadOnlyList<CellRecord> cells, IReadOnlyDictionary<string, CellStatus> before)
    {
        var compare = folder.ReadCompare();
        var means = new RunningMeans(compare["by"]?.GetValue<string>(), compare["metrics"]![0]!.GetValue<string>(), cells,
            cell => RunSummary.Read(folder.RunOf(cell).Summary));
        foreach (var cell in cells.Where(cell => before[cell.Id] is CellStatus.Completed or CellStatus.Diverged))
            means.Add(cell, before[cell.Id]);
        return means;
    }

    /// <inheritdoc/>
    public void CellStarted(CellRecord cell, int worker)
    {
        _tally.Start(cell);
        if (_context is not null)
            _running[cell.Id] = _context.AddTask(Markup.Escape($"  {cell.InWords}"), maxValue: Math.Max(1, cell.TotalSteps));
        Refresh();
    }

    /// <inheritdoc/>
    public void CellProgress(CellRecord cell, CellReport report)
    {
        _tally.Progress(cell, report.Step);
        if (_running.TryGetValue(cell.Id, out var task))
            task.Value = report.Step;
        Refresh();
    }

    /// <inheritdoc/>
    public void CellElsewhere(CellRecord cell)
    {
        _tally.Leave(cell);
        if (_running.Remove(cell.Id, out var task))
            task.StopTask();
        Refresh();
    }

    /// <inheritdoc/>
    public void CellFinished(CellRecord cell, CellStatus status, string? reason)
    {
        _tally.Finish(cell, status);
        if (_running.Remove(cell.Id, out var task))
            task.StopTask();
        var word = status.ToString().ToLowerInvariant();
        if (_context is null || status is CellStatus.Failed or CellStatus.Diverged)
            _line($"{word,-11} {cell.InWords}{(reason is null ? "" : $": {reason}")}{(_context is null ? $"  ({_tally.InWords})" : "")}",
                StyleOf(status));
        Refresh();
    }

    private static Style? StyleOf(CellStatus status) => status switch
    {
        CellStatus.Failed => new Style(Color.Red),
        CellStatus.Diverged => new Style(Color.Yellow),
        _ => default(Style?),
    };

    private void Refresh()
    {
        if (_all is null)
            return;
        _all.Value = _tally.StepsMade;
        _all.Description = Markup.Escape(_tally.InWords);
    }

    private static void WriteAbove(IAnsiConsole console, string text, Style? style)
    {
        var width = Math.Max(20, console.Profile.Width - 1);
        foreach (var line in Lines.Fit(text, width))
            console.Write(new Text(line.PadRight(width) + "\n", style));
    }
}
