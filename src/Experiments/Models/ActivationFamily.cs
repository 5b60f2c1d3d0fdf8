namespace Experiments.Models;

/// <summary>Family of an activation function in initialisation theory.</summary>
public enum ActivationFamily
{
    /// <summary>A function without a recommended scheme; <c>auto</c> computes the variance-preserving gain.</summary>
    Other,

    /// <summary>φ(z) = z.</summary>
    Linear,

    /// <summary>Bounded on both sides, linear near zero (Glorot and Bengio 2010).</summary>
    Saturating,

    /// <summary>z for z > 0, slope·z otherwise (He et al. 2015).</summary>
    Rectifier,

    /// <summary>With weights of variance 1/fan_in, mean 0 and variance 1 are a stable fixed point (Klambauer et al. 2017).</summary>
    SelfNormalizing,
}
