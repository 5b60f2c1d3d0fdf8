namespace Experiments.Cli.Terminal;

/// <summary>Shows progress on a terminal: a line per evaluation, and below these lines a line for the current epoch.</summary>
public sealed class LiveProgress : IRunObserver
{
    private const int Roomy = 120;
    private const int Narrow = 100;

    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private readonly StepColumn _columns;
    private readonly EvaluationLine _line;
    private ProgressTask? _task;
    private TrainingPlan? _plan;
    private bool _hasValidation;
    private bool _isShortened;

    private LiveProgress(IAnsiConsole console, ProgressContext context, StepColumn columns)
    {
        _console = console;
        _context = context;
        _columns = columns;
        _line = new EvaluationLine(Format);
    }

    /// <summary>Calls <paramref name="run"/> on this thread, with an observer that draws on <paramref name="console"/>.</summary>
    public static T Show<T>(IAnsiConsole console, Func<IRunObserver, T> run)
    {
        // On a narrow terminal, there is no bar, because the numbers need its space.
        var bar = console.Profile.Width switch { >= Roomy => 24, >= Narrow => 12, _ => 0 };
        var step = new StepColumn(bar);
        return console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(bar == 0 ? [step] : [new ProgressBarColumn { Width = bar }, step])
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
        _plan = start.Plan;
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
        // Without a validation split, the test split is shown.
        _hasValidation |= row.Split == "validation";
        if (row.Split == (_hasValidation ? "validation" : "test")
            && row.Metrics.FirstOrDefault(metric => metric.Name == _plan?.Select) is { Name: not null } metric)
            _columns.Metric = EpochLine.Labelled(row.Split, metric);
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

    private string Format(IReadOnlyList<EvaluationRow> rows)
    {
        var (fields, width) = (new EpochLine(_plan!).Fields(rows), _console.Profile.Width - 1);
        if (!_isShortened && !FieldLine.Fits(fields, width))
            Write("Widen the terminal for more numbers; metrics.jsonl holds all numbers.", new Style(decoration: Decoration.Dim));
        _isShortened |= !FieldLine.Fits(fields, width);
        return FieldLine.Join(fields, width);
    }

    // Lines above the bar overwrite its old text, so each line is padded with blanks and must fit into the terminal's width.
    private void Write(string? text, Style? style = null)
    {
        if (text is null)
            return;
        var width = Math.Max(20, _console.Profile.Width - 1);
        foreach (var line in Lines.Fit(text, width))
            _console.Write(new Text(line.PadRight(width) + "\n", style));
    }
}
