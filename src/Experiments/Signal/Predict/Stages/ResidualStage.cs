namespace Experiments.Signal.Predict;

/// <summary>A residual connection, shortcut(x) + scale · branch(x); what follows the addition is a separate stage.</summary>
/// <param name="Shortcut">Stages on the shortcut, run first; none for the identity.</param>
public sealed record ResidualStage(IReadOnlyList<Stage> Shortcut, IReadOnlyList<Stage> Branch, double Scale) : Stage
{
    internal override SignalState? Predict(PredictionRun run, SignalState? signal) => run.Add(this, signal);
}
