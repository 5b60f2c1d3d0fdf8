namespace Experiments.Signal.Predict;

/// <summary>A point of the critical line.</summary>
/// <param name="WeightVariance">σ_w².</param>
/// <param name="BiasVariance">σ_b².</param>
/// <param name="Q">The fixed point q* of the variance; NaN if every variance is a fixed point.</param>
public readonly record struct CriticalPoint(double WeightVariance, double BiasVariance, double Q);
