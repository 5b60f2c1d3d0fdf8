namespace Experiments.Models;

/// <summary>
/// Weight standardisation: at each use, the weights of every output are shifted and scaled, <c>ŵ = (w − mean w) / sqrt(var w + 1e-5)</c>.
/// The mean and the biased variance are over the weights of this output. The result has mean 0 and variance <c>var w / (var w + 1e-5)</c>.
/// This variance is nearly 1 if var w is much larger than 1e-5, but only 0.09 if w has a standard deviation of 0.001. Qiao, Wang, Liu, Shen
/// and Yuille, Micro-Batch Training with Batch-Channel Normalization and Weight Standardization, 2019, equation 5.
/// </summary>
/// <remarks>Policies fill w, and checkpoints store w.</remarks>
public static class StandardizedWeight
{
    /// <summary>Constant that is added to the variance, as in the paper.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Rejects layers with one weight per unit: their ŵ is always 0, so their outputs would not depend on the inputs.</summary>
    /// <exception cref="InputException">The layer has one weight per unit.</exception>
    public static void RequireSpread(long weightsPerUnit)
    {
        if (weightsPerUnit == 1)
            throw new InputException(
                "model: weight_standardization: a layer has one weight per unit, whose standardised value is always 0; make "
                    + "the layer "
                    + "before it wider, or leave weight_standardization out.");
    }

    /// <summary>Returns ŵ for a weight of shape [outputs, …].</summary>
    public static Tensor Of(Tensor weight)
    {
        using var scope = NewDisposeScope();
        var inputs = Enumerable.Range(1, (int)weight.dim() - 1).Select(dimension => (long)dimension).ToArray();
        var centred = weight - weight.mean(inputs, keepdim: true);
        var variance = (centred * centred).mean(inputs, keepdim: true);
        return scope.MoveToOuter(centred / (variance + Epsilon).sqrt());
    }
}
