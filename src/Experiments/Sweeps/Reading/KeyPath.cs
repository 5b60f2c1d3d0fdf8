using Experiments.Options.Reading;

namespace Experiments.Sweeps.Reading;

/// <summary>A key as a path of names separated by dots: <c>init.weight.scheme</c>.</summary>
internal static class KeyPath
{
    /// <summary>Returns a config layer that sets the key to a value.</summary>
    /// <param name="origin">Place of the path in the file.</param>
    public static ObjectNode Nest(string path, Origin origin, Node value)
    {
        var nested = value;
        foreach (var step in path.Split('.').Reverse())
            nested = new ObjectNode(origin, [new Member(step, origin, nested)]);
        return (ObjectNode)nested;
    }
}
