using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Describes a network's hidden layers in the terms of mean-field theory.</summary>
internal static class MeanFieldLayers
{
    /// <summary>Returns the hidden layers: those with an activation.</summary>
    public static IReadOnlyList<ProbedLayer> Hidden(ProbeResult result) =>
        [.. result.Layers.Where(layer => layer.Weight.Layer is { IsHidden: true, Activation: not null })];

    /// <summary>Returns each kind of hidden layer once. The list is empty for a network with normalisation, shortcuts or dropout, or with
    /// weights or biases whose mean is not 0, because the theory does not cover these networks.</summary>
    public static IReadOnlyList<MeanField> Kinds(ProbeResult result)
    {
        var hidden = Hidden(result);
        if (hidden.Any(layer => layer.Weight.Layer is { FollowedByNorm: true } or not { BranchCount: 0, KeptShare: 1 }
            || layer.Weight is not { Std: > 0, Layer.Fans: not null } or { Law.IsCentred: false }
            || layer.BiasStd is null || layer.BiasMean != 0))
            return [];
        // The first layer is skipped, because its input is not the output of an activation. Layers whose variances differ only by rounding
        // count as one kind. The equations use the variances without rounding, because near the critical point the phase can depend on the
        // seventh digit.
        return [.. hidden.Skip(hidden.Count > 1 ? 1 : 0)
            .GroupBy(layer => (layer.Weight.Layer.Activation, Round(WeightVariance(layer)), Round(BiasVariance(layer))),
                (_, layers) => layers.First())
            .Select(layer => new MeanField(layer.Weight.Layer.Activation!, WeightVariance(layer), BiasVariance(layer)))];
    }

    /// <summary>Returns the numbers of a kind for the network's input.</summary>
    public static MeanFieldNumbers NumbersOf(MeanField field, ProbeResult result) =>
        MeanFieldNumbers.Of(field, result.InputSecondMoment > 0 ? result.InputSecondMoment : 1);

    private static double WeightVariance(ProbedLayer layer) => layer.Weight.Layer.Fans!.Value.In * Square(layer.Weight.Std!.Value);

    private static double BiasVariance(ProbedLayer layer) => Square(layer.BiasStd!.Value);

    private static double Round(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Square(double number) => number * number;
}
