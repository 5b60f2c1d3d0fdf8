using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using TorchSharp;

namespace SystemTorch.Tests.Operators;

/// <summary>The tensors that operators are tried on, by name. Both sides get the same bytes.</summary>
internal static class OperatorInputs
{
    private static readonly Dictionary<string, (Array Elements, long[] Shape)> s_inputs = Make();

    internal static IEnumerable<string> Names => s_inputs.Keys;

    internal static torch.Tensor Tensor(string name)
    {
        var (elements, shape) = s_inputs[name];
        return elements switch
        {
            float[] f => torch.tensor(f, shape),
            double[] d => torch.tensor(d, shape),
            long[] l => torch.tensor(l, shape),
            bool[] b => torch.tensor(b, shape),
            _ => throw new InvalidOperationException($"{name} has elements of {elements.GetType()}."),
        };
    }

    internal static JsonObject ToJson() => new(s_inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)Node(input.Value.Elements, input.Value.Shape))));

    private static JsonObject Node(Array elements, long[] shape)
    {
        var (dtype, bytes) = elements switch
        {
            float[] f => ("float32", MemoryMarshal.AsBytes(f.AsSpan()).ToArray()),
            double[] d => ("float64", MemoryMarshal.AsBytes(d.AsSpan()).ToArray()),
            long[] l => ("int64", MemoryMarshal.AsBytes(l.AsSpan()).ToArray()),
            bool[] b => ("bool", MemoryMarshal.AsBytes(b.AsSpan()).ToArray()),
            _ => throw new InvalidOperationException(),
        };
        return new JsonObject
        {
            ["dtype"] = dtype,
            ["shape"] = new JsonArray([.. shape.Select(extent => (JsonNode)extent)]),
            ["data"] = Convert.ToBase64String(bytes),
        };
    }

    private static Dictionary<string, (Array, long[])> Make()
    {
        var random = new Random(20240229);
        return new()
        {
            ["x"] = (Normal(random, 9), [3, 3]),
            ["y"] = (Normal(random, 9), [3, 3]),
            ["z"] = (Normal(random, 9), [3, 3]),
            ["unit"] = (Uniform(random, 9, 0.05, 0.95), [3, 3]),
            ["unit2"] = (Uniform(random, 9, 0.05, 0.95), [3, 3]),
            ["large"] = (Uniform(random, 9, 1.5, 9), [3, 3]),
            ["spd"] = (new[] { 4f, 1f, 0.5f, 1f, 3f, 0.25f, 0.5f, 0.25f, 2f }, [3, 3]),
            ["v"] = (Normal(random, 3), [3]),
            ["w"] = (Normal(random, 3), [3]),
            ["v2"] = (Uniform(random, 3, 0.5, 2), [3]),
            ["half1"] = (new[] { 0.25f }, [1]),
            ["cube2d"] = (Normal(random, 8), [4, 2]),
            ["wide"] = (Normal(random, 12), [3, 4]),
            ["row"] = (Normal(random, 3), [1, 3]),
            ["batch"] = (Normal(random, 18), [2, 3, 3]),
            ["batch2"] = (Normal(random, 18), [2, 3, 3]),
            ["cube"] = (Normal(random, 24), [2, 3, 4]),
            ["odd"] = (new[] { 1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, -2.5f, 1e-40f, 3e38f }, [3, 3]),
            ["ties"] = (new[] { 2f, 2f, -1f, 3f, -1f, 3f, 0f, 2f, 0f }, [3, 3]),
            ["mask"] = (new[] { true, false, true, false, false, true, true, true, false }, [3, 3]),
            ["mask2"] = (new[] { true, true, false, false, true, false, true, false, false }, [3, 3]),
            ["ints"] = (new long[] { 5, 3, 12, 7, 1, 6, 9, 2, 4 }, [3, 3]),
            ["ints2"] = (new long[] { 2, 3, 5, 7, 2, 4, 3, 1, 8 }, [3, 3]),
            ["at"] = (new long[] { 2, 0, 1 }, [3]),
            ["at33"] = (new long[] { 2, 0, 1, 1, 1, 0, 0, 2, 2 }, [3, 3]),
            ["counts"] = (new long[] { 1, 0, 2 }, [3]),
            ["half"] = (new[] { 0.25f, 0.5f }, [2]),
            ["scalar"] = (new[] { 1.25f }, []),
            ["double"] = (new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9 }, [3, 3]),
        };
    }

    private static float[] Uniform(Random random, int count, double low, double high) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(low + (high - low) * random.NextDouble()))];

    private static float[] Normal(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
}
