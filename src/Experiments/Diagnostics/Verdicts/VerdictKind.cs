namespace Experiments.Diagnostics.Verdicts;

/// <summary>What can be said of a signal in one word; the words in records are the lower-case names.</summary>
public enum VerdictKind
{
    /// <summary>Nothing is wrong with the signal at the first step.</summary>
    Healthy,

    /// <summary>It grows by a factor a layer, forward or back.</summary>
    Exploding,

    /// <summary>It shrinks by a factor a layer, forward or back.</summary>
    Vanishing,

    /// <summary>Activations stand where their slope is next to nothing.</summary>
    Saturated,

    /// <summary>Units answer 0 to every example, so that no gradient reaches their weights.</summary>
    Dying,

    /// <summary>All units of a layer compute the same thing, and go on doing so.</summary>
    Symmetric,
}
