using Experiments.Options.Reading;

namespace Experiments.Sweeps;

public sealed class AxisValue
{
    internal AxisValue(IReadOnlyList<string> labels, IReadOnlyList<ObjectNode> layers) => (Labels, Layers) = (labels, layers);

    /// <summary>One label for each name of the axis: the name of a patch, or the value as JSON without quotes.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The config layers that the value adds.</summary>
    internal IReadOnlyList<ObjectNode> Layers { get; }
}
