namespace Experiments.Cli.Terminal;

/// <summary>Progress on a terminal: a line per evaluation, and below them a bar with epoch, step, loss, speed and time left.</summary>
public sealed class LiveProgress : IRunObserver
{
    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private readonly StepColumn _columns;
    private ProgressTask? _task;
    private string _select = "";
    private readonly EvaluationLine _line = new();

    private LiveProgress(IAnsiConsole console, ProgressContext context, StepColumn columns)
    {
        _console = console;
        _context = context;
        _columns = columns;
    }

    /// <summary>Calls <paramref name="run"/> on this thread with an observer that draws to <paramref name="console"/>.</summary>
    public static T Show<T>(IAnsiConsole console, Func<IRunObserver, T> run)
    {
        var step = new StepColumn();
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new ProgressBarColumn { Width = 24 }, step)
            .Start(context => run(new LiveProgress(console, context, step)));
    }

    /// <inheritdoc/>
    public void Started(RunStart start)
    {
        var lines = RunText.Start(start).ToList();
        _console.MarkupLineInterpolated($"[bold]{lines[0]}[/]");
        foreach (var line in lines.Skip(1))
            _console.MarkupLineInterpolated($"[dim]{line}[/]");
        _columns.Begin(start);
        _select = start.Plan.Select;
        _task = _context.AddTask("training", maxValue: Math.Max(1, start.Plan.TotalSteps));
        _task.Value = start.FirstStep;
    }

    /// <inheritdoc/>
    public void StepDone(StepReport report)
    {
        Write(_line.Take());
        _columns.Latest = report;
        if (_task is not null)
            _task.Value = report.Step;
    }

    /// <inheritdoc/>
    public void Evaluated(EvaluationRow row)
    {
        Write(_line.Add(row));
        if (row.Split == "validation" && row.Metrics.FirstOrDefault(metric => metric.Name == _select) is { Name: not null } metric)
            _columns.Metric = $"{metric.Name} {RunText.Number(metric.Value)}";
    }

    /// <inheritdoc/>
    public void Warning(string message) => Write($"warning: {message}", new Style(Color.Yellow));

    /// <inheritdoc/>
    public void Note(string message) => Write($"note: {message}");

    /// <inheritdoc/>
    public void Finished(RunSummary summary)
    {
        Write(_line.Take());
        _task?.StopTask();
    }

    // Lines above the bar are written over its old place: each line fits, and blanks cover the old text.
    private void Write(string? text, Style? style = null)
    {
        if (text is null)
            return;
        var width = Math.Max(20, _console.Profile.Width - 1);
        foreach (var line in Lines.Fit(text, width))
            _console.Write(new Text(line.PadRight(width) + "\n", style));
    }
}
