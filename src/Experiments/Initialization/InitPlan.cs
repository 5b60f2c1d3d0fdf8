namespace Experiments.Initialization;

/// <summary>A policy applied to a network; it is complete before any number is drawn.</summary>
/// <param name="Parameters">All parameters, in the order of filling.</param>
/// <param name="Warnings">Distinct mismatches between schemes and activations, with reasons.</param>
public sealed record InitPlan(IReadOnlyList<ParameterPlan> Parameters, IReadOnlyList<string> Warnings);
