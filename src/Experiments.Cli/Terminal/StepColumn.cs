using Spectre.Console.Rendering;

namespace Experiments.Cli.Terminal;

/// <summary>The words beside the bar: epoch, step, loss, learning rate, examples a second, time left.</summary>
public sealed class StepColumn : ProgressColumn
{
    // Widths of the terminal from which all the words, the speed, and the time left fit beside the bar.
    private const int Spacious = 145;
    private const int Roomy = 120;
    private const int Narrow = 105;

    private readonly Stopwatch _watch = new();
    private RunStart? _start;

    /// <summary>The last update; the drawing thread reads it without a lock, at worst with a value or two of another update.</summary>
    public StepReport? Latest { get; set; }

    /// <summary>The metric that selects, with its latest value on the validation split; empty
    /// before the first, and without such a split.</summary>
    public string Metric { get; set; } = "";

    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <summary>Starts the clock.</summary>
    public void Begin(RunStart start)
    {
        _start = start;
        _watch.Restart();
    }

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        if (_start is not { } start || Latest is not { } report)
            return new Text("starting …");
        var total = start.Plan.TotalSteps;
        var epochs = Math.Ceiling((double)total / start.Plan.StepsPerEpoch);
        var words = $"epoch [bold]{Math.Min(Math.Floor(report.Epoch) + 1, epochs):0}[/]/{epochs:0}  step "
            + $"{RunText.Count(report.Step)}/{RunText.Count(total)}  loss "
            + $"[bold]{RunText.Number(report.Loss)}[/]{(Metric.Length > 0 ? $"  {Metric}" : "")}";
        var left = $"{RunText.Duration(Left(report.Step, total))} left";
        var speed = $"{RunText.Count(report.ExamplesPerSecond)} examples/s";
        return new Markup(options.ConsoleSize.Width switch
        {
            >= Spacious => $"{words}  lr {RunText.Number(report.LearningRate)}  [dim]{speed}  {left}[/]",
            >= Roomy => $"{words}  [dim]{speed}  {left}[/]",
            >= Narrow => $"{words}  [dim]{left}[/]",
            _ => words,
        });
    }

    private TimeSpan Left(long step, long total)
    {
        var made = step - _start!.FirstStep;
        return made <= 0 ? TimeSpan.Zero : _watch.Elapsed * ((double)(total - step) / made);
    }
}
