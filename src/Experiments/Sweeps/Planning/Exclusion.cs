namespace Experiments.Sweeps;

/// <summary>Points to leave out: those that have one of the given labels in every named coordinate.</summary>
/// <param name="Labels">Labels by name of the coordinate.</param>
/// <param name="Place">Place in the file, for messages.</param>
public sealed record Exclusion(IReadOnlyDictionary<string, IReadOnlyList<string>> Labels, string Place)
{
    /// <param name="coordinates">The point's label by name of the coordinate.</param>
    public bool Covers(IReadOnlyDictionary<string, string> coordinates) => Labels.All(pair => pair.Value.Contains(coordinates[pair.Key]));
}
