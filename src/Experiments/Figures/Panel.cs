using Experiments.Figures.Marks;

namespace Experiments.Figures;

/// <summary>A plot with two axes. The marks are drawn in their order.</summary>
/// <param name="Title">The title; may be empty.</param>
public sealed record Panel(string Title, Axis X, Axis Y, IReadOnlyList<Mark> Marks);
