namespace Experiments.Signal.Predict;

/// <summary>Effect of depth on the correlation of two inputs.</summary>
public enum Phase
{
    /// <summary>χ₁ below 1: inputs become similar, gradients vanish.</summary>
    Ordered,

    /// <summary>χ₁ = 1: correlations and gradients change more slowly than any exponential.</summary>
    Critical,

    /// <summary>χ₁ above 1: nearly equal inputs drift apart, gradients explode.</summary>
    Chaotic,
}
