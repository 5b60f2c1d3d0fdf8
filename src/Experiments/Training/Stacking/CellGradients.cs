namespace Experiments.Training;

/// <summary>What a pass gave for one cell; its gradients are in place unless there is an error.</summary>
/// <param name="Norm">Norm of all gradients.</param>
/// <param name="Error">The error of the cell's own pass; null if there was none.</param>
internal readonly record struct CellGradients(double Loss, double Norm, Exception? Error = null);
