namespace Experiments.Models;

/// <summary>Kind of function that an activation is, as far as initialisation is concerned.</summary>
public enum ActivationFamily
{
    /// <summary>No closed recommendation; the variance-preserving gain is computed.</summary>
    Other,

    /// <summary>φ(z) = z.</summary>
    Linear,

    /// <summary>Bounded on both sides, linear about zero: the subject of Glorot and Bengio (2010).</summary>
    Saturating,

    /// <summary>z to the right of zero and slope·z to the left: the subject of He et al. (2015).</summary>
    Rectifier,

    /// <summary>Has a stable fixed point of mean 0 and variance 1 at weight variance 1/fan_in: Klambauer et al. (2017).</summary>
    SelfNormalizing,
}
