namespace Experiments.Sweeps;

/// <summary>Points that are left out: those that have one of the labels of every coordinate that it names.</summary>
/// <param name="Labels">Labels by the name of the coordinate.</param>
/// <param name="Place">Where it stands in the file, for a sentence about it.</param>
public sealed record Exclusion(IReadOnlyDictionary<string, IReadOnlyList<string>> Labels, string Place)
{
    /// <summary>Whether a point is left out.</summary>
    /// <param name="coordinates">The point's label by the name of the coordinate.</param>
    public bool Covers(IReadOnlyDictionary<string, string> coordinates) => Labels.All(pair => pair.Value.Contains(coordinates[pair.Key]));
}
