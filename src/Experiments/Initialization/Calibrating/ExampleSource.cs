namespace Experiments.Initialization;

/// <summary>Gives the first training examples; it draws no random number, so a policy stays a function of config and seed.</summary>
/// <param name="count">Number of examples; all if there are fewer.</param>
/// <returns>[count, …input shape], which the caller disposes of.</returns>
public delegate Tensor ExampleSource(long count);
