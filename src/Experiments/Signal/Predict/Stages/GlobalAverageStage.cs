namespace Experiments.Signal.Predict;

/// <summary>The mean over all positions of an image, one number a channel.</summary>
public sealed record GlobalAverageStage : Stage;
