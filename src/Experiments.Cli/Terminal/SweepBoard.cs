namespace Experiments.Cli.Terminal;

/// <summary>Shows a sweep on a terminal, on lines that are redrawn: the counts and the time left, a row per running cell, and the means of
/// the compared metric so far.</summary>
public sealed class SweepBoard : ISweepObserver
{
    private static readonly TimeSpan s_redrawEvery = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly SweepTally _tally;
    private readonly RunningMeans _means;
    private readonly IAnsiConsole _console;
    private readonly LiveDisplayContext _context;
    private readonly OrderedDictionary<string, (CellRecord Cell, CellReport Report)> _running = [];

    private SweepBoard(SweepTally tally, RunningMeans means, IAnsiConsole console, LiveDisplayContext context) =>
        (_tally, _means, _console, _context) = (tally, means, console, context);

    /// <summary>Runs a sweep while drawing its board.</summary>
    public static void Show(IAnsiConsole console, SweepTally tally, RunningMeans means, Action<ISweepObserver> run) => console
        .Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).Start(context =>
        {
            var board = new SweepBoard(tally, means, console, context);
            // Redraws the board between messages, so that the shown time left decreases.
            using var clock = new Timer(_ => board.Change(() => { }), null, TimeSpan.Zero, s_redrawEvery);
            run(board);
        });

    /// <inheritdoc/>
    public void CellStarted(CellRecord cell, int worker) => Change(() =>
    {
        _tally.Start(cell);
        _running[cell.Id] = (cell, new CellReport(0));
    });

    /// <inheritdoc/>
    public void CellProgress(CellRecord cell, CellReport report) => Change(() =>
    {
        _tally.Progress(cell, report.Step);
        if (_running.ContainsKey(cell.Id))
            _running[cell.Id] = (cell, report);
    });

    /// <inheritdoc/>
    public void CellElsewhere(CellRecord cell) => Change(() =>
    {
        _tally.Leave(cell);
        _running.Remove(cell.Id);
    });

    /// <inheritdoc/>
    public void CellFinished(CellRecord cell, CellStatus status, string? reason) => Change(() =>
    {
        _tally.Finish(cell, status);
        _running.Remove(cell.Id);
        _means.Add(cell, status);
        if (status is CellStatus.Failed or CellStatus.Diverged)
            WriteAbove($"{status.ToString().ToLowerInvariant(),-11} {cell.InWords}{(reason is null ? "" : $": {reason}")}",
                new Style(status == CellStatus.Failed ? Color.Red : Color.Yellow));
    });

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _context.UpdateTarget(new Rows(SweepBoardText.Lines(_tally.InWords, _tally.Share, [.. _running.Values], _means,
                _console.Profile.Width - 1, _console.Profile.Height - 1).Select(line => new Text(line))));
        }
    }

    private void WriteAbove(string text, Style style)
    {
        foreach (var line in Lines.Fit(text, Math.Max(20, _console.Profile.Width - 1)))
            _console.Write(new Text(line + "\n", style));
    }
}
