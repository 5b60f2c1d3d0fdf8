using Experiments.Theory;

namespace Experiments.Probing;

/// <summary>What is predicted of one layer of one network, in the measured units.</summary>
/// <param name="Forward">Variance of the pre-activation; null where nothing can be predicted.</param>
/// <param name="Backward">Variance of the gradient with respect to it; null where nothing can be predicted.</param>
/// <param name="ForwardNote">Why the forward number begins anew here, or why there is none.</param>
/// <param name="BackwardNote">Why the backward number begins anew here, or why there is none.</param>
public sealed record LayerForecast(Predicted? Forward, Predicted? Backward, string? ForwardNote, string? BackwardNote);
