using Experiments.Theory;

namespace Experiments.Probing;

/// <summary>What is predicted of one layer of one network, in the measured units.</summary>
/// <param name="PreActivation">Moments of what its activation sees; null where nothing can be predicted.</param>
/// <param name="Activation">Moments of what its activation gives; null where none follows or nothing can be predicted.</param>
/// <param name="Gradient">Variance of the gradient with respect to the pre-activation; null where nothing can be predicted.</param>
/// <param name="ForwardNote">Why the forward numbers begin anew here, or why there are none.</param>
/// <param name="BackwardNote">Why the backward number begins anew here, or why there is none.</param>
public sealed record LayerForecast(PredictedMoments? PreActivation, PredictedMoments? Activation, Predicted? Gradient, string? ForwardNote, string? BackwardNote);
