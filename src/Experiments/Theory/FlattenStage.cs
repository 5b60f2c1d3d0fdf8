namespace Experiments.Theory;

/// <summary>An image becomes a vector of channels · height · width numbers.</summary>
public sealed record FlattenStage : Stage;
