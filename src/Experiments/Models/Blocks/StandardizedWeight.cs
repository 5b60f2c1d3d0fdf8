namespace Experiments.Models;

/// <summary>
/// Weight standardisation: each output's weights are shifted and scaled wherever they are used, <c>ŵ = (w − mean w) / sqrt(var w +
/// 1e-5)</c>, mean and (biased) variance over the inputs of one output: mean 0 and variance <c>var w / (var w + 1e-5)</c>, which is nearly
/// 1 where var w is far above 1e-5, but 0.09 for a standard deviation of 0.001.
/// Qiao, Wang, Liu, Shen and Yuille, Micro-Batch Training with Batch-Channel Normalization and Weight Standardization, 2019, equation 5.
/// </summary>
/// <remarks>Policies fill w, and checkpoints keep w.</remarks>
public static class StandardizedWeight
{
    /// <summary>Added to the variance, as in the paper.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Refuses units with one weight each: their ŵ is always 0, so they would never pass anything on.</summary>
    /// <exception cref="InputException">There is one weight a unit.</exception>
    public static void RequireSpread(long weightsPerUnit)
    {
        if (weightsPerUnit == 1)
            throw new InputException(
                "model: weight_standardization: a layer has one weight a unit, whose standardised value is 0 whatever it is; make "
                    + "the layer "
                    + "before it wider, or leave weight_standardization out.");
    }

    /// <summary>ŵ of a weight of shape [outputs, …].</summary>
    public static Tensor Of(Tensor weight)
    {
        using var scope = NewDisposeScope();
        var inputs = Enumerable.Range(1, (int)weight.dim() - 1).Select(dimension => (long)dimension).ToArray();
        var centred = weight - weight.mean(inputs, keepdim: true);
        var variance = (centred * centred).mean(inputs, keepdim: true);
        return scope.MoveToOuter(centred / (variance + Epsilon).sqrt());
    }
}
