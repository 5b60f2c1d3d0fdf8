namespace Experiments.Initialization;

/// <summary>What a policy means for a network: decided before anything is drawn.</summary>
/// <param name="Parameters">Every parameter, in the order in which they are filled.</param>
/// <param name="Warnings">Mismatches between schemes and activations, each said once with its reason.</param>
public sealed record InitPlan(IReadOnlyList<ParameterPlan> Parameters, IReadOnlyList<string> Warnings);
