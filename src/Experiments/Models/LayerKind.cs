namespace Experiments.Models;

/// <summary>Kinds of layer that policies and diagnostics tell apart; JSON holds the lower-case names.</summary>
public enum LayerKind
{
    Linear,

    /// <summary>A convolution of any dimension, transposed or not.</summary>
    Conv,

    /// <summary>A normalisation with learned scale and shift.</summary>
    Norm,

    /// <summary>An activation with a learned slope.</summary>
    PRelu,

    /// <summary>Any other module with parameters of its own.</summary>
    Other,
}
