using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// Computes the gain g in Var(W) = g² / fan from the activation, for a comparison with PyTorch's table of gains. The computation assumes z
/// ~ N(0, q), bias 0 and equal widths. He, Zhang, Ren and Sun, Delving deep into rectifiers, 2015, give the gains of the forward and the
/// backward pass.
/// </summary>
public static class DerivedGain
{
    /// <summary>Computes the gain that preserves the variance q of the pre-activations, with fan_in: <c>g² = q / E φ(z)²</c>.</summary>
    /// <param name="q">The variance to preserve. For rectifiers the gain is the same for every q, because their output is proportional to
    /// the size of their input.</param>
    /// <exception cref="ArgumentOutOfRangeException">q is not above 0.</exception>
    public static double Forward(ActivationOptions activation, double q = 1) =>
        q <= 0
            ? throw new ArgumentOutOfRangeException(nameof(q), q, "The variance to preserve must be above 0.")
            : Math.Sqrt(q / new ActivationMoments(activation).SecondMoment(q));

    /// <summary>Computes the gain that preserves the variance of the gradient, with fan_out: <c>g² = 1 / E φ'(z)²</c>.</summary>
    /// <param name="q">Variance of the pre-activations.</param>
    public static double Backward(ActivationOptions activation, double q = 1) =>
        1 / Math.Sqrt(new ActivationMoments(activation).SlopeSecondMoment(q));
}
