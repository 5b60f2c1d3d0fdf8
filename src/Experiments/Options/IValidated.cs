namespace Experiments.Options;

/// <summary>
/// Options whose keys depend on one another. The reader calls this once each key is valid on its own, and puts file, line and path before
/// each sentence, so mistakes surface before anything runs.
/// </summary>
public interface IValidated
{
    /// <summary>Mistakes, one sentence each, beginning with the key to change: <c>nesterov needs
    /// momentum above 0</c>. Empty if there are none.</summary>
    IEnumerable<string> Mistakes();

    /// <summary>
    /// Keys that are set but have no effect given the others, one sentence each, beginning with the key: <c>noise has no effect while task
    /// is 'classification'</c>. They cause a warning and no error, since an axis of a sweep may decide whether a key has an effect.
    /// </summary>
    IEnumerable<string> IdleKeys() => [];
}
