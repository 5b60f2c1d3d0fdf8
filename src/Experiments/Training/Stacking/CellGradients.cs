namespace Experiments.Training;

/// <summary>
/// Loss and gradient norm of one cell after a backward pass. Without an error, the cell's parameters have their gradients.
/// </summary>
/// <param name="Norm">Norm of all gradients.</param>
/// <param name="Error">The exception of the cell's separate pass; null if there was no exception.</param>
internal readonly record struct CellGradients(double Loss, double Norm, Exception? Error = null);
