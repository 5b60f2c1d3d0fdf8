namespace Experiments.Initialization;

/// <summary>Returns the first training examples. It draws no random numbers, so the initial weights depend only on config and
/// seed.</summary>
/// <param name="count">Number of examples; all if there are fewer.</param>
/// <returns>[count, …input shape]; the caller disposes it.</returns>
public delegate Tensor ExampleSource(long count);
