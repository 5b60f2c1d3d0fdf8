using Experiments.Configuration;

namespace Experiments.Sweeps;

/// <summary>What a sweep file says: a base config, axes along which it varies, and what to compare. Reading it expands nothing.</summary>
public sealed class SweepFile
{
    internal SweepFile(string path, string name, ConfigLayers layers, IReadOnlyList<Axis> axes, IReadOnlyList<long>? seeds)
    {
        (Path, Name, Layers, Axes, Seeds) = (path, name, layers, axes, seeds);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Name of the sweep; its folder has that name.</summary>
    public string Name { get; }

    /// <summary>The axes in the order of the file, without the seeds; the last one varies fastest.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>The seeds, each of which every point of the axes is run with; null for the base config's own.</summary>
    public IReadOnlyList<long>? Seeds { get; }

    /// <summary>Points that are left out.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; init; } = [];

    /// <summary>How many points are drawn at random; null for all of them.</summary>
    public RandomSearchOptions? Random { get; init; }

    /// <summary>What is compared.</summary>
    public CompareOptions Compare { get; init; } = new();

    /// <summary>The coordinate whose labels are compared with one another: the one named, else the first whose labels stand in the file; null where there is no axis.</summary>
    public string? ComparedBy => Compare.By ?? Axes.OrderBy(axis => axis.Range is not null).SelectMany(axis => axis.Names).FirstOrDefault();

    /// <summary>How an array job asks for machines.</summary>
    public SlurmOptions Slurm { get; init; } = new();

    /// <summary>The base config with what <c>set</c> lays over it.</summary>
    internal ConfigLayers Layers { get; }
}
