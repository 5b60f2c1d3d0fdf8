namespace Experiments.Signal.Judge;

/// <summary>Kinds of verdict on a signal; records hold the lower-case names.</summary>
public enum VerdictKind
{
    /// <summary>Nothing is wrong with the signal at the first step.</summary>
    Healthy,

    /// <summary>The signal or the gradient grows by a factor a layer.</summary>
    Exploding,

    /// <summary>The signal or the gradient shrinks by a factor a layer.</summary>
    Vanishing,

    /// <summary>Activations lie where the slope is nearly 0.</summary>
    Saturated,

    /// <summary>Units are 0 for every example, so no gradient reaches their weights.</summary>
    Dying,

    /// <summary>All units of a layer compute the same thing, and stay equal in training.</summary>
    Symmetric,

    /// <summary>The first loss is far above that of a constant prediction, or the target's scale is far from that of the outputs.</summary>
    Misscaled,
}
