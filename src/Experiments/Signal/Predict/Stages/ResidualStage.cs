namespace Experiments.Signal.Predict;

/// <summary>A residual connection, shortcut(x) + scale · branch(x). An activation after the addition is a separate stage.</summary>
/// <param name="Shortcut">Stages of the shortcut, which are computed before the branch; empty for the identity.</param>
public sealed record ResidualStage(IReadOnlyList<Stage> Shortcut, IReadOnlyList<Stage> Branch, double Scale) : Stage
{
    internal override SignalState? Predict(PredictionRun run, SignalState? signal) => run.Add(this, signal);

    internal override Stage InBatchOf(int examples) => this with
    {
        Shortcut = [.. Shortcut.Select(stage => stage.InBatchOf(examples))],
        Branch = [.. Branch.Select(stage => stage.InBatchOf(examples))],
    };

    internal override void Register(LayerReadPoints places) => places.Residual(this);

    internal override bool IsKnownBehind(MeasurementSearch search, bool isKnown) =>
        search.Forward(Shortcut, isKnown) & search.Forward(Branch, isKnown);

    internal override bool IsGradientKnownBefore(MeasurementSearch search, bool isKnown) =>
        search.Read(this, search.Backward(Branch, isKnown) & search.Backward(Shortcut, isKnown));
}
