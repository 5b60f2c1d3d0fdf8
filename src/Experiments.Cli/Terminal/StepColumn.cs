using Spectre.Console.Rendering;

namespace Experiments.Cli.Terminal;

/// <summary>The line of an epoch under way: epoch, training loss, metric, learning rate, time left; on a wide terminal also the step and
/// the speed.</summary>
/// <param name="bar">Width of the bar beside it; 0 for none.</param>
public sealed class StepColumn(int bar) : ProgressColumn
{
    private readonly Stopwatch _watch = new();
    private RunStart? _start;

    /// <summary>The last update; the drawing thread reads it without a lock, at worst with a value or two of another update.</summary>
    public StepReport? Latest { get; set; }

    /// <summary>The metric that selects, with its latest value; empty before the first.</summary>
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
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(
        _start is { } start && Latest is { } report
            ? FieldLine.Join(Fields(start, report, Metric, _watch.Elapsed), options.ConsoleSize.Width - (bar == 0 ? 1 : bar + 2))
            : "starting …");

    /// <summary>The labelled numbers after an update.</summary>
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

    // The updates that remain, at the speed of those that this process has made, evaluations included.
    private static TimeSpan Left(long made, long remaining, TimeSpan elapsed) => elapsed * ((double)remaining / Math.Max(1, made));
}
