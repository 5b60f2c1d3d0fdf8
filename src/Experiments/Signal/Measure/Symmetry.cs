namespace Experiments.Signal.Measure;

/// <summary>Measures whether the units of a layer compute different outputs.</summary>
public static class Symmetry
{
    /// <summary>
    /// Computes S = Σᵢ n·z̄ᵢ² / Σᵢⱼ zᵢⱼ². zᵢⱼ is the output of unit j for example i (for a convolution, example and position i), and z̄ᵢ is
    /// the mean over the n units. S is the share of the outputs that all units have in common: 1 − (variation between units) / (all
    /// variation). S is 1 if all units compute the same output, even 0, and about 1/n for n independent units with mean 0.
    /// </summary>
    /// <param name="responses">Outputs, [examples, units, …positions].</param>
    /// <returns>The symmetry index, from 0 to 1; null for a layer with one unit.</returns>
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
