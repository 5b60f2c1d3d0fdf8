namespace Experiments.Initialization;

/// <summary>Returns the first training examples. The function draws no random numbers, so the initial weights depend only on config and
/// seed.</summary>
/// <param name="count">Number of examples. If the training split has fewer examples, the function returns all examples.</param>
/// <returns>The examples, [count, …input shape]. The caller disposes of this tensor.</returns>
public delegate Tensor ExampleSource(long count);
