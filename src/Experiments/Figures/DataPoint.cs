namespace Experiments.Figures;

/// <summary>A place in the plane of a panel, in the units of its axes.</summary>
public readonly record struct DataPoint(double X, double Y);
