namespace Experiments.Training;

/// <param name="Step">Number of updates made, including the reported update.</param>
/// <param name="Epoch">Number of epochs made; within an epoch, a fraction.</param>
/// <param name="Loss">Loss of the update's batch, before the update.</param>
/// <param name="GradientNorm">Euclidean norm of all gradients, before clipping by norm.</param>
/// <param name="ExamplesPerSecond">Training examples per second since the last evaluation.</param>
public readonly record struct StepReport(long Step, double Epoch, double Loss, double GradientNorm, double LearningRate,
    double ExamplesPerSecond);
