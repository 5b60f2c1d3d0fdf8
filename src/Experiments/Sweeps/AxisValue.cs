using Experiments.Configuration.Reading;

namespace Experiments.Sweeps;

/// <summary>One value of an axis.</summary>
public sealed class AxisValue
{
    internal AxisValue(IReadOnlyList<string> labels, IReadOnlyList<ObjectNode> layers) => (Labels, Layers) = (labels, layers);

    /// <summary>What it is called, one label for each of the axis' names: the name of a patch, or the value as JSON without quotes.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What it lays over the config.</summary>
    internal IReadOnlyList<ObjectNode> Layers { get; }
}
