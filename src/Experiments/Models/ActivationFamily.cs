namespace Experiments.Models;

/// <summary>Family of an activation function in initialisation theory.</summary>
public enum ActivationFamily
{
    /// <summary>No recommended scheme; the variance-preserving gain is computed.</summary>
    Other,

    /// <summary>φ(z) = z.</summary>
    Linear,

    /// <summary>Bounded on both sides, linear near zero (Glorot and Bengio 2010).</summary>
    Saturating,

    /// <summary>z for z > 0, slope·z otherwise (He et al. 2015).</summary>
    Rectifier,

    /// <summary>Stable fixed point of mean 0 and variance 1 for weights of variance 1/fan_in (Klambauer et al. 2017).</summary>
    SelfNormalizing,
}
