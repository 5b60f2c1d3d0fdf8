namespace Experiments.Training;

/// <summary>What an update rule's state holds beside the values of its tensors.</summary>
/// <param name="Tensors">Names of its tensors.</param>
internal sealed record StateMark(long Step, IReadOnlyDictionary<string, double> Numbers, IReadOnlyList<string> Tensors);
