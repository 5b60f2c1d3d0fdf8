using System.Text.Json.Nodes;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Oracle;

/// <summary>Tensors as the scripts of this folder read and write them, and the comparison of ours with PyTorch's.</summary>
internal static class TensorJson
{
    /// <summary>
    /// Two builds of libtorch may round differently in the last places, so the bits are compared only where both sides run the
    /// same one. TorchSharp's packages bring their own: values near 1 then agree to this.
    /// </summary>
    private const double OtherLibtorchTolerance = 2e-5;

    internal static JsonObject ToJson(Tensor tensor)
    {
        using var plain = tensor.detach().contiguous();
        return new JsonObject
        {
            ["dtype"] = Name(plain.dtype),
            ["shape"] = new JsonArray(plain.shape.Select(size => (JsonNode)size).ToArray()),
            ["data"] = Convert.ToBase64String(plain.bytes),
        };
    }

    internal static Tensor FromJson(JsonNode node)
    {
        var type = Enum.GetValues<ScalarType>().First(type => Name(type) == node["dtype"]!.GetValue<string>());
        var tensor = zeros(node["shape"]!.AsArray().Select(size => size!.GetValue<long>()).ToArray(), dtype: type);
        var data = Convert.FromBase64String(node["data"]!.GetValue<string>());
        if (data.Length > 0) tensor.bytes = data;
        return tensor;
    }

    /// <summary>Asserts that a tensor has the type, the shape and the bits that PyTorch gives, or the values to a tolerance that the case states.</summary>
    internal static void AssertSame(JsonNode expected, Tensor actual, bool sameLibtorch, string what, double tolerance = 0)
    {
        Assert.True(Name(actual.dtype) == expected["dtype"]!.GetValue<string>(), $"{what}: {Name(actual.dtype)}, in PyTorch {expected["dtype"]}");
        Assert.True(actual.shape.SequenceEqual(expected["shape"]!.AsArray().Select(size => size!.GetValue<long>())),
            $"{what}: shape [{string.Join(", ", actual.shape)}], in PyTorch {expected["shape"]!.ToJsonString()}");
        if (actual.numel() == 0) return;

        var same = ToJson(actual)["data"]!.GetValue<string>() == expected["data"]!.GetValue<string>();
        if (same) return;
        var allowed = Math.Max(tolerance, sameLibtorch ? 0 : OtherLibtorchTolerance);
        using var wanted = FromJson(expected).to(ScalarType.Float64);
        using var given = actual.detach().to(ScalarType.Float64);
        var error = ((given - wanted).abs() / wanted.abs().clamp_min(1)).max().item<double>();
        Assert.True(error <= allowed, $"{what} is off by {error:R} relative to max(1, |PyTorch's value|); allowed: {allowed:R}");
    }

    private static string Name(ScalarType type) => type switch
    {
        ScalarType.Float32 => "float32",
        ScalarType.Float64 => "float64",
        ScalarType.Int64 => "int64",
        ScalarType.Bool => "bool",
        _ => type.ToString(),
    };
}
