using Experiments.Experiment;
using Experiments.Probe;
using Experiments.Signal.Predict;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Judging;

/// <summary>Numbers of mean-field theory, computed when they are needed.</summary>
internal sealed class MeanFieldOutput(MeanFieldMeasurement measurement) : IStudyOutput
{
    private readonly Lazy<JsonObject> _numbers = new(() => MeanFieldReport.ToJson(MeanFieldNumbers.Of(
        new MeanField(ActivationText.Parse(measurement.Activation, "activation"), measurement.WeightVariance, measurement.BiasVariance),
        measurement.Start)));

    /// <inheritdoc/>
    public Readings Find(ValuePath path)
    {
        var known = _numbers.Value.Where(key => key.Value is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
            .Select(key => key.Key).ToList();
        return known.Contains(path.Quantity)
            ? new Readings(null, JsonText.ReadNumber(_numbers.Value[path.Quantity]!))
            : throw new FormatException($"mean-field theory has no number '{path.Quantity}' here ({string.Join(", ", known)})"
                + Names.DidYouMean(path.Quantity, known));
    }
}
