namespace Experiments.Models;

/// <summary>Kinds of layer for policies and diagnostics; JSON uses the lower-case names.</summary>
public enum LayerKind
{
    Linear,

    /// <summary>A convolution of any dimension, transposed or not.</summary>
    Conv,

    /// <summary>A normalisation with learned scale and shift.</summary>
    Norm,

    /// <summary>An activation with a learned slope.</summary>
    PRelu,

    /// <summary>Any other module with direct parameters.</summary>
    Other,
}
