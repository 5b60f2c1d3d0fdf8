namespace Experiments.Training;

/// <summary>The part of an update rule's state that is not in its tensors' values.</summary>
/// <param name="Tensors">Names of the state's tensors.</param>
internal sealed record StateMark(long Step, IReadOnlyDictionary<string, double> Numbers, IReadOnlyList<string> Tensors);
