using System.Text.Json.Nodes;
using Experiments.Diagnostics;
using Experiments.Serialization;

namespace Experiments.Runs;

/// <summary>A line of <c>signal.jsonl</c>: step, layer, and what it does to the signal of the probe batch.</summary>
public static class SignalRow
{
    /// <summary>The line of a layer after so many updates.</summary>
    public static JsonObject ToJson(long step, LayerSignal signal) => new()
    {
        ["step"] = step,
        ["layer"] = signal.Layer,
        ["depth"] = signal.Depth,
        ["kind"] = signal.Kind,
        ["pre_activation_mean"] = JsonText.Number(signal.PreActivation.Mean),
        ["pre_activation_var"] = JsonText.Number(signal.PreActivation.Variance),
        ["pre_activation_second_moment"] = JsonText.Number(signal.PreActivation.SecondMoment),
        ["activation_mean"] = signal.Activation is { } mean ? JsonText.Number(mean.Mean) : null,
        ["activation_var"] = signal.Activation is { } variance ? JsonText.Number(variance.Variance) : null,
        ["activation_second_moment"] = signal.Activation is { } moment ? JsonText.Number(moment.SecondMoment) : null,
        ["pre_activation_grad_var"] = JsonText.Number(signal.PreActivationGradient.Variance),
        ["weight_mean"] = JsonText.Number(signal.Weight.Mean),
        ["weight_std"] = JsonText.Number(Math.Sqrt(signal.Weight.Variance)),
        ["weight_norm"] = JsonText.Number(signal.WeightNorm),
        ["weight_grad_norm"] = JsonText.Number(signal.WeightGradientNorm),
    };
}
