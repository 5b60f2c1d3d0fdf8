namespace Experiments.Options;

/// <summary>
/// Options whose keys depend on one another. The config reader checks these dependencies after the individual keys, and adds file, line and
/// path to each sentence.
/// </summary>
public interface IValidated
{
    /// <summary>Lists mistakes, one sentence each. A sentence begins with the key to change: <c>nesterov needs momentum above
    /// 0</c>.</summary>
    IEnumerable<string> Mistakes();

    /// <summary>
    /// Lists keys that are set but have no effect, one sentence each. A sentence begins with the key: <c>noise has no effect while task is
    /// 'classification'</c>. Such keys are warnings, not errors, because an axis of a sweep may decide whether a key has an effect.
    /// </summary>
    IEnumerable<string> IdleKeys() => [];
}
