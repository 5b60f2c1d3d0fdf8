using System.Diagnostics;
using Experiments.Runs;
using Experiments.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Experiments.Cli.Terminal;

/// <summary>The words beside the bar: epoch, step, loss, learning rate, examples a second, time left.</summary>
public sealed class StepColumn : ProgressColumn
{
    // Columns of the terminal from which all the words, and from which the time left, have room beside the bar.
    private const int Roomy = 120;
    private const int Narrow = 90;

    private readonly Stopwatch _watch = new();
    private RunStart? _start;

    /// <summary>The last update; read by the drawing thread, a word or two out of step at worst.</summary>
    public StepReport? Latest { get; set; }

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
        var words = $"epoch [bold]{Math.Min(Math.Floor(report.Epoch) + 1, epochs):0}[/]/{epochs:0}  step {RunText.Count(report.Step)}/{RunText.Count(total)}  loss [bold]{RunText.Number(report.Loss)}[/]";
        var left = $"{RunText.Duration(Left(report.Step, total))} left";
        return new Markup(options.ConsoleSize.Width switch
        {
            >= Roomy => $"{words}  lr {RunText.Number(report.LearningRate)}  [dim]{RunText.Count(report.ExamplesPerSecond)} examples/s  {left}[/]",
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
