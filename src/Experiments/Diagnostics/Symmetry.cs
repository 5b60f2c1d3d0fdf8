using static TorchSharp.torch;

namespace Experiments.Diagnostics;

/// <summary>Whether the units of a layer compute different things.</summary>
public static class Symmetry
{
    /// <summary>
    /// S = Σᵢ n·z̄ᵢ² / Σᵢⱼ zᵢⱼ², with zᵢⱼ what unit j answers to example i (of a convolution: to example and place), z̄ᵢ the mean over the n units: the
    /// share of the units' answers that is common to all of them, 1 − (variation between units) / (all variation). 1 when every unit computes the
    /// same thing, zero included; about 1/n for n units drawn independently about zero.
    /// </summary>
    /// <param name="responses">[examples, units, …places].</param>
    /// <returns>A number from 0 to 1; null for a layer of one unit, where the question has no sense.</returns>
    public static double? Index(Tensor responses) => IndexGiven(responses, Moments.Of(responses).SecondMoment);

    /// <summary>The same where the second moment of all responses is known.</summary>
    internal static double? IndexGiven(Tensor responses, double secondMoment)
    {
        var units = responses.shape[1];
        if (units < 2)
            return null;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var values = responses.detach();
        return secondMoment == 0 ? 1 : Math.Min(1, units * InFloat64.SumOverRows(values, rows => InFloat64.SumOfSquares(rows.mean([1L]))) / (secondMoment * values.numel()));
    }
}
