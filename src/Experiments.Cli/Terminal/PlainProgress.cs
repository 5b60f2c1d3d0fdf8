namespace Experiments.Cli.Terminal;

/// <summary>Shows progress without a terminal: one line per evaluation.</summary>
public sealed class PlainProgress(TextWriter writer) : IRunObserver
{
    private readonly EvaluationLine _line = new();

    /// <inheritdoc/>
    public void Started(RunStart start)
    {
        foreach (var line in RunText.Start(start))
            writer.WriteLine(line);
    }

    /// <inheritdoc/>
    public void StepDone(StepReport report) => Write(_line.Take());

    /// <inheritdoc/>
    public void Evaluated(EvaluationRow row) => Write(_line.Add(row));

    /// <inheritdoc/>
    public void Warning(string message) => writer.WriteLine($"warning: {message}");

    /// <inheritdoc/>
    public void Note(string message) => writer.WriteLine($"note: {message}");

    /// <inheritdoc/>
    public void Finished(RunSummary summary) => Write(_line.Take());

    private void Write(string? line)
    {
        if (line is not null)
            writer.WriteLine(line);
    }
}
