namespace Experiments.Training;

/// <summary>Stacked form of networks that have features and a classifier.</summary>
/// <param name="flattensFirst">Whether examples are flattened before the features; otherwise they are flattened after the features.</param>
internal sealed class StackedNetwork(StackedModule? features, StackedModule classifier, bool flattensFirst) : StackedModule
{
    /// <inheritdoc/>
    public override bool DrawsRandomNumbers => features?.DrawsRandomNumbers == true || classifier.DrawsRandomNumbers;

    /// <inheritdoc/>
    public override string Form => $"{base.Form}[{features?.Form} {classifier.Form} {flattensFirst}]";

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        if (flattensFirst)
            signal = Flattened(signal);
        if (features is not null)
            signal = features.Forward(signal);
        if (!flattensFirst)
            signal = Flattened(signal);
        return classifier.Forward(signal);
    }

    private static StackedSignal Flattened(StackedSignal signal) => new(signal.Together.flatten(start_dim: 2));
}
