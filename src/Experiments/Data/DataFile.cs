namespace Experiments.Data;

/// <summary>A file that data was read from, and the digest that stands for it in a run's identity.</summary>
public sealed record DataFile(string Path, string Sha256);
