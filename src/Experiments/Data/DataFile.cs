namespace Experiments.Data;

/// <summary>A file that data was read from, with the digest that replaces its path in a run's identity.</summary>
public sealed record DataFile(string Path, string Sha256);
