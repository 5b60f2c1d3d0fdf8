namespace Experiments.Models;

/// <summary>What a layer is, as far as policies and diagnostics are concerned; the words in JSON are the lower-case names.</summary>
public enum LayerKind
{
    /// <summary>A fully connected layer.</summary>
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
