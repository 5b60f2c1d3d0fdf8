namespace Experiments.Comparison.Curves;

/// <summary>A label's signal quantity layer by layer, at one moment of training.</summary>
/// <param name="Step">Updates made.</param>
/// <param name="Layers">Median over the runs at each depth; depth 0 is the first layer.</param>
public sealed record SignalCurve(string Label, long Step, IReadOnlyList<(int Depth, double Median)> Layers);
