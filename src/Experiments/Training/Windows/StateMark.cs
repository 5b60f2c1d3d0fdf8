namespace Experiments.Training;

/// <summary>An update rule's state without the values of its tensors.</summary>
/// <param name="Tensors">Names of the state's tensors.</param>
internal sealed record StateMark(long Step, IReadOnlyDictionary<string, double> Numbers, IReadOnlyList<string> Tensors);
