namespace Experiments.Data;

/// <summary>A data file, with the digest that replaces its path in a run's identity.</summary>
public sealed record DataFile(string Path, string Sha256)
{
    /// <summary>Cells that earlier versions of the program read differently; they enter a run's identity.</summary>
    public IReadOnlyList<string> Reading { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(DataFile? other) =>
        other is not null && Path == other.Path && Sha256 == other.Sha256 && Reading.SequenceEqual(other.Reading);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Sha256, Reading.Count);
}
