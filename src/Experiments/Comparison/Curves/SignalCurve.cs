namespace Experiments.Comparison.Curves;

/// <summary>Signal quantity of one label, layer by layer, at one training step.</summary>
/// <param name="Step">Number of updates so far.</param>
/// <param name="Layers">Median over the runs at each depth; depth 0 is the first layer.</param>
public sealed record SignalCurve(string Label, long Step, IReadOnlyList<(int Depth, double Median)> Layers);
