namespace Experiments.Sweeps;

/// <summary>Points to leave out: those with one of the given labels in every named coordinate.</summary>
/// <param name="Labels">Labels by coordinate name.</param>
/// <param name="Place">Place in the file, for messages.</param>
public sealed record Exclusion(IReadOnlyDictionary<string, IReadOnlyList<string>> Labels, string Place)
{
    /// <param name="coordinates">The point's labels by coordinate name.</param>
    public bool Covers(IReadOnlyDictionary<string, string> coordinates) => Labels.All(pair => pair.Value.Contains(coordinates[pair.Key]));
}
