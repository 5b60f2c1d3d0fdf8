namespace Experiments.Scripts;

/// <summary>A loss in an exported script. The expressions may use <c>output</c> and <c>target</c>.</summary>
/// <param name="Batch">The loss of a training batch.</param>
/// <param name="Terms">A tensor with one term per example.</param>
/// <param name="OfMean">A format for the loss of a split as a function of the mean of its terms.</param>
/// <param name="Definitions">Texts of top-level definitions.</param>
public sealed record PyLoss(string Batch, string Terms, string OfMean = "{0}", params IReadOnlyList<string> Definitions);
