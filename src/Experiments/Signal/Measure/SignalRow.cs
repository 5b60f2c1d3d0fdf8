namespace Experiments.Signal.Measure;

/// <summary>Writes a line of <c>signal.jsonl</c>: step, layer, and the measurements on the probe batch.</summary>
public static class SignalRow
{
    public const string Histograms = "histograms";

    public static JsonObject ToJson(long step, LayerSignal signal)
    {
        var line = new JsonObject
        {
            ["step"] = step,
            ["layer"] = signal.Layer,
            ["depth"] = signal.Depth,
            ["kind"] = signal.Kind,
            ["pre_activation_mean"] = JsonText.Number(signal.PreActivation.Mean),
            ["pre_activation_var"] = JsonText.Number(signal.PreActivation.Variance),
            ["pre_activation_second_moment"] = JsonText.Number(signal.PreActivation.SecondMoment),
            ["activation_mean"] = Number(signal.Activation?.Mean),
            ["activation_var"] = Number(signal.Activation?.Variance),
            ["activation_second_moment"] = Number(signal.Activation?.SecondMoment),
            ["dead_share"] = Number(signal.DeadShare),
            ["saturated_share"] = Number(signal.SaturatedShare),
            ["symmetry"] = Number(signal.Symmetry),
            ["pre_activation_grad_var"] = JsonText.Number(signal.PreActivationGradient.Variance),
            ["weight_mean"] = JsonText.Number(signal.Weight.Mean),
            ["weight_std"] = JsonText.Number(Math.Sqrt(signal.Weight.Variance)),
            ["weight_norm"] = JsonText.Number(signal.WeightNorm),
            ["weight_grad_norm"] = JsonText.Number(signal.WeightGradientNorm),
            ["update_ratio"] = Number(signal.UpdateRatio),
        };
        if (signal.InputCorrelation is { } correlation)
            line["input_correlation"] = JsonText.Number(correlation);
        if (signal.LargestSingularValue is { } singular)
            line["weight_singular_value"] = JsonText.Number(singular);
        if (signal.Histograms is { } histograms)
            line[Histograms] = ToJson(histograms);
        return line;
    }

    private static JsonNode? Number(double? value) => value is { } number ? JsonText.Number(number) : null;

    private static JsonObject ToJson(LayerHistograms histograms) => new()
    {
        ["pre_activation"] = ToJson(histograms.PreActivation),
        ["activation"] = ToJson(histograms.Activation),
        ["pre_activation_grad"] = ToJson(histograms.PreActivationGradient),
        ["weight"] = ToJson(histograms.Weight),
        ["weight_grad"] = ToJson(histograms.WeightGradient),
    };

    private static JsonObject? ToJson(Histogram? histogram) => histogram is null ? null : new JsonObject
    {
        ["min"] = JsonText.Number(histogram.Min),
        ["max"] = JsonText.Number(histogram.Max),
        ["counts"] = new JsonArray([.. histogram.Counts.Select(count => JsonValue.Create(count))]),
    };
}
