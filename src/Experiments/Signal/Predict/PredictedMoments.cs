namespace Experiments.Signal.Predict;

/// <summary>Predicted moments over examples, units and positions of a layer: the counterpart of <see cref="Measure.Moments"/>.</summary>
/// <param name="Mean">E[x].</param>
/// <param name="Variance">E[(x − E[x])²].</param>
/// <param name="SecondMoment">E[x²].</param>
public sealed record PredictedMoments(Predicted Mean, Predicted Variance, Predicted SecondMoment);
