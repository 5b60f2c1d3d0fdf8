using Experiments.Experiment;
using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps;

/// <summary>
/// Contents of a sweep file: a base config, axes along which it varies, and the comparison. Reading the file does not expand the axes.
/// </summary>
public sealed class SweepFile
{
    internal SweepFile(string path, string name, ConfigLayers layers, IReadOnlyList<SweepAxis> axes, IReadOnlyList<long>? seeds)
    {
        (Path, Name, Layers, Axes, Seeds) = (path, name, layers, axes, seeds);
    }

    public string Path { get; }

    /// <summary>Name of the sweep and of its folder.</summary>
    public string Name { get; }

    /// <summary>The axes in the order of the file, without the seeds. The last axis varies fastest.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>Seeds that every point runs with; null for the base config's seed.</summary>
    public IReadOnlyList<long>? Seeds { get; }

    public IReadOnlyList<Exclusion> Exclusions { get; init; } = [];

    /// <summary>Random search over the points; null runs all points.</summary>
    public RandomSearchOptions? Random { get; init; }

    public CompareOptions Compare { get; init; } = new();

    /// <summary>
    /// The compared coordinate: the coordinate that the file names. If the file names no coordinate, the first axis with listed values is
    /// compared; without such an axis, the first axis with a range. Null without axes.
    /// </summary>
    public string? ComparedBy => Compare.By ?? Axes.OrderBy(axis => axis.Range is not null).SelectMany(axis => axis.Names).FirstOrDefault();

    public SlurmOptions Slurm { get; init; } = new();

    /// <summary>Number of cells that train together; null trains each cell separately.</summary>
    public StackSize? Stack { get; init; }

    /// <summary>The base config, with the keys of <c>set</c> replaced.</summary>
    internal ConfigLayers Layers { get; }
}
