namespace Experiments.Training;

/// <summary>Layers one after another.</summary>
internal sealed class StackedSequence(IReadOnlyList<StackedModule> layers) : StackedModule
{
    /// <inheritdoc/>
    public override bool DrawsRandomNumbers { get; } = layers.Any(layer => layer.DrawsRandomNumbers);

    /// <inheritdoc/>
    public override string Form => $"[{string.Join(' ', layers.Select(layer => layer.Form))}]";

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal) =>
        layers.Aggregate(signal, (current, layer) => layer.Forward(current));
}
