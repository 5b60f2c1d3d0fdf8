namespace Experiments.Scripts;

/// <summary>
/// A metric in an exported script, which adds up a total over the batches of a split. The variable with the metric's name holds the total.
/// The expressions may use <c>output</c> (logits, or predictions in the target's units), <c>target</c> and, in <paramref name="Value"/>,
/// <c>n</c>, the number of examples.
/// </summary>
/// <param name="Start">The total before the first batch.</param>
/// <param name="Add">A statement that adds a batch to the total.</param>
/// <param name="Value">The metric of the split.</param>
/// <param name="Definitions">Texts of top-level definitions.</param>
public sealed record PyMetric(string Start, string Add, string Value, params IReadOnlyList<string> Definitions)
{
    /// <summary>A mean over the examples.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="terms">A tensor with one term per example, which is added up in float64.</param>
    /// <param name="value">A format for a function of the mean, such as <c>math.sqrt({0})</c>.</param>
    public static PyMetric Mean(string name, string terms, string value = "{0}", params IReadOnlyList<string> definitions) =>
        new("0.0", $"{name} += {terms}.double().sum().item()",
            string.Format(CultureInfo.InvariantCulture, value, $"{name} / n"), definitions);
}
