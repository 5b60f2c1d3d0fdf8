namespace Experiments.Signal.Predict;

/// <summary>How depth changes the correlation of two inputs.</summary>
public enum Phase
{
    /// <summary>χ₁ below 1: inputs become alike, gradients vanish.</summary>
    Ordered,

    /// <summary>χ₁ = 1: the correlation and gradients change slower than any exponential.</summary>
    Critical,

    /// <summary>χ₁ above 1: inputs that are nearly equal drift apart, gradients explode.</summary>
    Chaotic,
}
