using Spectre.Console.Rendering;

namespace Experiments.Cli.Terminal;

/// <summary>Formats the line of the current epoch: epoch, training loss, metric, learning rate and time left. A wide terminal also shows
/// step and speed.</summary>
/// <param name="bar">Width of the bar beside the line; 0 for no bar.</param>
public sealed class StepColumn(int bar) : ProgressColumn
{
    private readonly Stopwatch _watch = new();
    private RunStart? _start;

    /// <summary>The last update. The drawing thread reads this property without a lock, so the values may belong to different
    /// updates.</summary>
    public StepReport? Latest { get; set; }

    /// <summary>The selection metric with its latest value; empty before the first evaluation.</summary>
    public string Metric { get; set; } = "";

    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <summary>Starts the clock for the time left.</summary>
    public void Begin(RunStart start)
    {
        _start = start;
        _watch.Restart();
    }

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(
        _start is { } start && Latest is { } report
            ? FieldLine.Join(Fields(start, report, Metric, _watch.Elapsed), options.ConsoleSize.Width - (bar == 0 ? 1 : bar + 2))
            : "starting …");

    /// <summary>Returns the labelled numbers after an update.</summary>
    /// <param name="elapsed">Time since this process made its first update.</param>
    public static IReadOnlyList<Field> Fields(RunStart start, StepReport report, string metric, TimeSpan elapsed)
    {
        var total = start.Plan.TotalSteps;
        var epochs = Math.Ceiling((double)total / start.Plan.StepsPerEpoch);
        List<Field> fields =
        [
            new(0, string.Create(CultureInfo.InvariantCulture, $"epoch {Math.Min(Math.Floor(report.Epoch) + 1, epochs):0}/{epochs:0}")),
            new(5, $"step {RunText.Count(report.Step)}/{RunText.Count(total)}"),
            new(2, $"train loss {RunText.Number(report.Loss),-6}"),
            new(4, $"lr {RunText.Number(report.LearningRate)}"),
            new(6, $"{RunText.Count(report.ExamplesPerSecond)} examples/s"),
            new(1, $"{RunText.Duration(Left(report.Step - start.FirstStep, total - report.Step, elapsed))} left"),
        ];
        if (metric.Length > 0)
            fields.Insert(3, new Field(3, metric));
        return fields;
    }

    // Estimates the time left from the speed of this process so far, including evaluations.
    private static TimeSpan Left(long made, long remaining, TimeSpan elapsed) => elapsed * ((double)remaining / Math.Max(1, made));
}
