namespace Experiments.Studies.Reading;

/// <summary>The path of a number in the program's output, such as <c>signal/xavier_normal/-1/pre_activation_var</c>.</summary>
/// <param name="Measurement">Name of the measurement.</param>
/// <param name="Label">Label of the network or policy. In a sweep with several axes, the values in the order of the axes, joined by
/// <c>, </c>. Empty for mean-field theory.</param>
/// <param name="Layer">Number of the layer from 1, or from the end as -1, -2 and so on; or min, max or mean over the layers. Null for a
/// metric.</param>
/// <param name="Quantity">A quantity of <c>signal.jsonl</c>, a metric, or a key of mean-field theory.</param>
/// <param name="Source">Whether the number is measured, predicted, or measured before the first update.</param>
internal sealed record ValuePath(string Measurement, string Label, string? Layer, string Quantity, ValueSource Source)
{
    public static IReadOnlyList<string> LayerWords { get; } = ["min", "max", "mean"];

    private const string PredictedPrefix = "predicted.";
    private const string InitialPrefix = "initial.";

    /// <summary>Parses a path. The label may contain slashes, because the other parts do not.</summary>
    /// <exception cref="FormatException">The path has fewer than two parts, or an empty part. The message completes a sentence.</exception>
    public static ValuePath Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length < 2 || parts.Any(part => part.Trim().Length == 0))
            throw new FormatException("it needs parts separated by '/', such as signal/xavier_normal/-1/pre_activation_var");
        var (source, quantity) = parts[^1] switch
        {
            var word when word.StartsWith(PredictedPrefix, StringComparison.Ordinal) =>
                (ValueSource.Predicted, word[PredictedPrefix.Length..]),
            var word when word.StartsWith(InitialPrefix, StringComparison.Ordinal) => (ValueSource.Initial, word[InitialPrefix.Length..]),
            var word => (ValueSource.Measured, word),
        };
        var hasLayer = parts.Length > 3 && IsLayer(parts[^2]);
        return new ValuePath(parts[0], string.Join('/', parts[1..^(hasLayer ? 2 : 1)]), hasLayer ? parts[^2] : null, quantity, source);
    }

    private static bool IsLayer(string part) => LayerWords.Contains(part)
        || (int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number != 0);
}
