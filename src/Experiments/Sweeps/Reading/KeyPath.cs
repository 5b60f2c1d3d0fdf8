using Experiments.Configuration.Reading;

namespace Experiments.Sweeps.Reading;

/// <summary>A key as a path of names with dots between them, <c>init.weight.scheme</c>.</summary>
internal static class KeyPath
{
    /// <summary>The layer that gives the key a value.</summary>
    /// <param name="path">The path.</param>
    /// <param name="origin">Where the path is written.</param>
    /// <param name="value">The value.</param>
    public static ObjectNode Nest(string path, Origin origin, Node value)
    {
        var nested = value;
        foreach (var step in path.Split('.').Reverse())
            nested = new ObjectNode(origin, [new Member(step, origin, nested)]);
        return (ObjectNode)nested;
    }
}
