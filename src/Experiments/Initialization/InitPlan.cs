namespace Experiments.Initialization;

/// <summary>The result of applying a policy to the layers of a network. The plan is complete before any random number is drawn.</summary>
/// <param name="Parameters">All parameters, in the order of filling.</param>
/// <param name="Warnings">Distinct warnings about schemes that do not suit the activations, with reasons.</param>
public sealed record InitPlan(IReadOnlyList<ParameterPlan> Parameters, IReadOnlyList<string> Warnings);
