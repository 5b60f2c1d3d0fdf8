using Experiments.Models;

namespace Experiments.Theory;

/// <summary>An activation function.</summary>
/// <param name="Function">φ.</param>
public sealed record ActivationStage(ActivationOptions Function) : Stage;
