namespace Experiments.Sweeps;

/// <summary>Points that a sweep leaves out: all points that have one of the given labels in every named coordinate.</summary>
/// <param name="Labels">Labels by coordinate name.</param>
/// <param name="Place">Line in the sweep file, for error messages.</param>
public sealed record Exclusion(IReadOnlyDictionary<string, IReadOnlyList<string>> Labels, string Place)
{
    /// <param name="coordinates">The point's labels by coordinate name.</param>
    public bool Covers(IReadOnlyDictionary<string, string> coordinates) => Labels.All(pair => pair.Value.Contains(coordinates[pair.Key]));
}
