namespace Experiments.Initialization;

/// <summary>What a policy means for a network; decided before any number is drawn.</summary>
/// <param name="Parameters">Every parameter, in the order in which they are filled.</param>
/// <param name="Warnings">Mismatches between schemes and activations, each once with its reason.</param>
public sealed record InitPlan(IReadOnlyList<ParameterPlan> Parameters, IReadOnlyList<string> Warnings);
