namespace Experiments.Signal.Measure;

/// <summary>Measures whether the units of a layer compute different things.</summary>
public static class Symmetry
{
    /// <summary>
    /// S = Σᵢ n·z̄ᵢ² / Σᵢⱼ zᵢⱼ², with zᵢⱼ the output of unit j for example i (of a convolution: for example and place), z̄ᵢ the mean over
    /// the n units: the share of the units' outputs that all of them have in common, 1 − (variation between units) / (all variation). It is
    /// 1 if every unit computes the same thing, zero included; about 1/n for n units drawn independently about zero.
    /// </summary>
    /// <param name="responses">[examples, units, …places].</param>
    /// <returns>From 0 to 1; null for a layer of one unit.</returns>
    public static double? Index(Tensor responses) => IndexGiven(responses, Moments.Of(responses).SecondMoment);

    internal static double? IndexGiven(Tensor responses, double secondMoment)
    {
        var units = responses.shape[1];
        if (units < 2)
            return null;
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var values = responses.detach();
        return secondMoment == 0 ? 1 : Math.Min(1,
            units * InFloat64.SumOverRows(values, rows => InFloat64.SumOfSquares(rows.mean([1L]))) / (secondMoment * values.numel()));
    }
}
