namespace Experiments.Comparison.Curves;

/// <summary>What a label's networks did to a signal, layer by layer, at one moment of training.</summary>
/// <param name="Label">The label.</param>
/// <param name="Step">Updates made.</param>
/// <param name="Layers">The median over the runs at each depth, 0 the first layer.</param>
public sealed record SignalCurve(string Label, long Step, IReadOnlyList<(int Depth, double Median)> Layers);
