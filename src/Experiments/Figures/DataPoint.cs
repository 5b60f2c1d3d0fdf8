namespace Experiments.Figures;

/// <summary>A point of a panel, in the units of its axes.</summary>
public readonly record struct DataPoint(double X, double Y);
