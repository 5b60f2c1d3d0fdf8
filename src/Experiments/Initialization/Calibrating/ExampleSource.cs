namespace Experiments.Initialization;

/// <summary>Returns the first training examples. The function draws no random numbers, so the initial weights depend only on config and
/// seed.</summary>
/// <param name="count">Number of examples. If the training split has fewer, all of them are returned.</param>
/// <returns>[count, …input shape]; the caller disposes it.</returns>
public delegate Tensor ExampleSource(long count);
