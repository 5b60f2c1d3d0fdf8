namespace Experiments.Configuration;

/// <summary>
/// Options whose keys depend on one another. The reader asks once each key by itself is right, and adds the file, the line
/// and the path in front of each sentence; so a mistake is said before anything runs.
/// </summary>
public interface IValidated
{
    /// <summary>
    /// What is wrong, a sentence each, beginning with the name of the key that is to be changed:
    /// <c>nesterov needs momentum above 0</c>. Empty where nothing is.
    /// </summary>
    IEnumerable<string> Mistakes();

    /// <summary>
    /// Which keys are set and change nothing as the others stand, a sentence each, beginning with the name of the key:
    /// <c>noise has no effect while task is 'classification'</c>. They are warned of and not refused: an axis of a sweep may be what
    /// decides whether a key has an effect.
    /// </summary>
    IEnumerable<string> IdleKeys() => [];
}
