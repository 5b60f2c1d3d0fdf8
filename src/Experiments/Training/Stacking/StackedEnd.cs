namespace Experiments.Training;

/// <summary>How the training of a stacked cell was over.</summary>
/// <param name="End">How it ended; null if an error ended it.</param>
/// <param name="Error">The error that ended it; null if none did.</param>
public sealed record StackedEnd(TrainingEnd? End, Exception? Error);
