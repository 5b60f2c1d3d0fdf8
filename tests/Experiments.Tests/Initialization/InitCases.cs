using System.Security.Cryptography;
using System.Text.Encodings.Web;

namespace Experiments.Tests.Initialization;

/// <summary>The table of all combinations of scheme, layer and seed. PyTorch computes the same table (Reference/init_cases.json,
/// Reference/init_reference.py).</summary>
internal static class InitCases
{
    // JSON settings that do not escape '+', as in Python.
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string PathOf(string name) => Repository.PathOf("tests", "Experiments.Tests", "Initialization", "Reference", name);

    /// <summary>Returns the two digests of each case, of weight and bias, in the order of the Python script.</summary>
    public static IEnumerable<(string Scheme, string Case, string Weight, string Bias)> Draw()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf("init_cases.json")));
        var root = document.RootElement;
        foreach (var scheme in root.GetProperty("schemes").EnumerateArray())
        {
            var config = JsonSerializer.Serialize(scheme.GetProperty("config"), s_plain);
            var bias = scheme.GetProperty("torch").GetString() == "constructor"
                ? """{ "scheme": "torch_default" }"""
                : """{ "scheme": "normal", "mean": 0.5, "std": 2.0 }""";
            var options = InitConfig.Read($$"""{ "weight": {{config}}, "bias": {{bias}} }""");
            foreach (var layer in root.GetProperty("layers").EnumerateArray().Where(layer => Fits(scheme, layer)))
            {
                foreach (var seed in root.GetProperty("seeds").EnumerateArray().Select(value => value.GetInt64()))
                {
                    var (weightDigest, biasDigest) = Draw(layer, options, seed);
                    yield return (config, $"{config} on {JsonSerializer.Serialize(layer)} with seed {seed}", weightDigest, biasDigest);
                }
            }
        }
    }

    /// <summary>SHA-256 of a tensor's bytes.</summary>
    public static string Digest(Tensor tensor) => Convert.ToHexStringLower(SHA256.HashData(tensor.detach().cpu().contiguous().bytes));

    private static bool Fits(JsonElement scheme, JsonElement layer)
    {
        if (scheme.TryGetProperty("only", out var only) && only.GetString() != layer.GetProperty("kind").GetString())
            return false;
        return !scheme.TryGetProperty("divides", out var divisor) || layer.GetProperty("sizes")[1].GetInt64() % divisor.GetInt64() == 0;
    }

    private static (string Weight, string Bias) Draw(JsonElement layer, InitOptions options, long seed)
    {
        using var scope = NewDisposeScope();
        using var module = ModuleOf(layer.GetProperty("kind").GetString()!,
            [.. layer.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt64())]);
        Initializer.Apply(module, options, seed);
        return (Digest(module.get_parameter("weight")!), Digest(module.get_parameter("bias")!));
    }

    private static Module<Tensor, Tensor> ModuleOf(string kind, long[] sizes) => kind == "linear"
        ? Linear(sizes[0], sizes[1], hasBias: true)
        : Conv2d(sizes[0], sizes[1], (sizes[2], sizes[3]), groups: sizes[4]);
}
