using Experiments.Figures.Marks;

namespace Experiments.Figures;

/// <summary>One plot: two axes, and marks that are drawn in their order.</summary>
/// <param name="Title">What it shows; empty for none.</param>
/// <param name="X">The axis to the right.</param>
/// <param name="Y">The axis upwards.</param>
/// <param name="Marks">What is drawn, the hindmost first.</param>
public sealed record Panel(string Title, Axis X, Axis Y, IReadOnlyList<Mark> Marks);
