namespace Experiments.Signal.Judge;

/// <summary>Kinds of verdict on a signal. Records contain the names in lower case.</summary>
public enum VerdictKind
{
    /// <summary>Nothing is wrong with the signal at the first step.</summary>
    Healthy,

    /// <summary>The signal or the gradient grows from layer to layer.</summary>
    Exploding,

    /// <summary>The signal or the gradient shrinks from layer to layer.</summary>
    Vanishing,

    /// <summary>The inputs of an activation are in a range in which its slope is nearly 0.</summary>
    Saturated,

    /// <summary>Units output 0 for every example, so no gradient reaches their weights.</summary>
    Dying,

    /// <summary>All units of a layer compute the same output and stay equal in training.</summary>
    Symmetric,

    /// <summary>The first loss is far above the loss of a constant prediction, or the scale of the target differs greatly from the scale of
    /// the outputs.</summary>
    Misscaled,
}
