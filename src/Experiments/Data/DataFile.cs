namespace Experiments.Data;

/// <summary>A data file. In a run's identity, the digest of the file replaces its path.</summary>
public sealed record DataFile(string Path, string Sha256)
{
    /// <summary>Cells that earlier versions of the program read differently. These cells are part of a run's identity.</summary>
    public IReadOnlyList<string> Reading { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(DataFile? other) =>
        other is not null && Path == other.Path && Sha256 == other.Sha256 && Reading.SequenceEqual(other.Reading);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Sha256, Reading.Count);
}
