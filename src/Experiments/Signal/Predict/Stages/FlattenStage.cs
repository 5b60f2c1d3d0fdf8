namespace Experiments.Signal.Predict;

/// <summary>Turns an image into a vector of channels · height · width numbers.</summary>
public sealed record FlattenStage : Stage;
