namespace Experiments.Training;

/// <summary>
/// Loss and gradient norm of one cell after a backward pass; unless there is an error, the cell's parameters have their gradients.
/// </summary>
/// <param name="Norm">Norm of all gradients.</param>
/// <param name="Error">The error of the cell's own pass; null if there was none.</param>
internal readonly record struct CellGradients(double Loss, double Norm, Exception? Error = null);
