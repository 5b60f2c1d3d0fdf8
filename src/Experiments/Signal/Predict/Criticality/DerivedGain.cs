using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// Gains computed from the activation itself, to set beside PyTorch's table: g in Var(W) = g² / fan.
/// With z ~ N(0, q), bias 0 and equal widths.
/// He, Zhang, Ren and Sun, Delving deep into rectifiers, 2015, for both directions.
/// </summary>
public static class DerivedGain
{
    /// <summary>g that keeps the pre-activations' variance q from layer to layer, with fan_in: <c>g² = q / E φ(z)²</c>.</summary>
    /// <param name="q">The variance to keep. It matters for all but rectifiers, since they alone scale with their input.</param>
    /// <exception cref="ArgumentOutOfRangeException">q is not above 0.</exception>
    public static double Forward(ActivationOptions activation, double q = 1) =>
        q <= 0
            ? throw new ArgumentOutOfRangeException(nameof(q), q, "A variance to keep is above 0.")
            : Math.Sqrt(q / new ActivationMoments(activation).SecondMoment(q));

    /// <summary>g that keeps the gradient's variance from layer to layer, with fan_out: <c>g² = 1 / E φ'(z)²</c>.</summary>
    /// <param name="q">The pre-activations' variance.</param>
    public static double Backward(ActivationOptions activation, double q = 1) =>
        1 / Math.Sqrt(new ActivationMoments(activation).SlopeSecondMoment(q));
}
