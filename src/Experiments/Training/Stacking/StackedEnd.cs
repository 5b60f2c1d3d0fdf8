namespace Experiments.Training;

/// <summary>How the training of a stacked cell ended.</summary>
/// <param name="End">The end of the training; null if an error ended it.</param>
/// <param name="Error">The error that ended the training; null if no error ended it.</param>
public sealed record StackedEnd(TrainingEnd? End, Exception? Error);
