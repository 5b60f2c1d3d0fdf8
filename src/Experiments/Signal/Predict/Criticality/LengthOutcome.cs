namespace Experiments.Signal.Predict;

/// <summary>What repeated layers do to the variance of the pre-activations.</summary>
public enum LengthOutcome
{
    /// <summary>The variance tends to a fixed point above 0.</summary>
    FixedPoint,

    /// <summary>The variance tends to 0.</summary>
    Vanishes,

    /// <summary>Every variance is preserved, as for Kaiming weights with ReLU.</summary>
    Preserved,

    /// <summary>The variance grows beyond 1e10, mostly without bound, so there is no fixed point to describe.</summary>
    Diverges,
}
