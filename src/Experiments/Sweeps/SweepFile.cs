using Experiments.Experiment;
using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps;

/// <summary>Content of a sweep file: a base config, axes along which it varies, and what to compare. Reading it expands nothing.</summary>
public sealed class SweepFile
{
    internal SweepFile(string path, string name, ConfigLayers layers, IReadOnlyList<SweepAxis> axes, IReadOnlyList<long>? seeds)
    {
        (Path, Name, Layers, Axes, Seeds) = (path, name, layers, axes, seeds);
    }

    public string Path { get; }

    /// <summary>Name of the sweep and of its folder.</summary>
    public string Name { get; }

    /// <summary>The axes in the order of the file, without the seeds; the last one varies fastest.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>Seeds that every point of the axes is run with; null for the base config's own.</summary>
    public IReadOnlyList<long>? Seeds { get; }

    public IReadOnlyList<Exclusion> Exclusions { get; init; } = [];

    /// <summary>Random search over the points; null runs all of them.</summary>
    public RandomSearchOptions? Random { get; init; }

    public CompareOptions Compare { get; init; } = new();

    /// <summary>The compared coordinate: the one named, else the first of an axis with
    /// values, else of a range; null without axes.</summary>
    public string? ComparedBy => Compare.By ?? Axes.OrderBy(axis => axis.Range is not null).SelectMany(axis => axis.Names).FirstOrDefault();

    public SlurmOptions Slurm { get; init; } = new();

    /// <summary>How many cells train together; null for each alone.</summary>
    public StackSize? Stack { get; init; }

    /// <summary>The base config with <c>set</c> laid over it.</summary>
    internal ConfigLayers Layers { get; }
}
