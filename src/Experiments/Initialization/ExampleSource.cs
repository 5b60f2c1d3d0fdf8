using static TorchSharp.torch;

namespace Experiments.Initialization;

/// <summary>
/// Gives the first training examples to schemes that look at data: no random number is drawn for them, so a policy stays a function of config and seed.
/// </summary>
/// <param name="count">How many; all where there are fewer.</param>
/// <returns>[count, …input shape], which the caller disposes of.</returns>
public delegate Tensor ExampleSource(long count);
