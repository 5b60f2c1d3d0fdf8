using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using Experiments.Tests.Runs;

namespace Experiments.Tests.Initialization;

/// <summary>Compares draws with digests from Reference/init_reference.py, for machines without PyTorch.</summary>
public sealed class GoldenDigestTests
{
    private static readonly string[] s_callBlas = ["orthogonal", "delta_orthogonal", "lsuv", "trunc_normal"];

    [SkippableFact]
    public void The_draws_have_the_digests_that_PyTorch_had_in_the_same_environment()
    {
        var here = NumericEnvironment.WithOneThread();
        using var document = JsonDocument.Parse(File.ReadAllText(InitCases.PathOf("golden_digests.json")));
        var entry = document.RootElement.EnumerateArray()
            .FirstOrDefault(entry => LivePyTorchTests.EnvironmentOf(entry.GetProperty("environment")) == here);
        Skip.If(entry.ValueKind == JsonValueKind.Undefined, $"there are no stored digests for {here}");

        var expected = entry.GetProperty("digests").EnumerateObject().ToDictionary(digest => digest.Name,
            digest => digest.Value.GetString()!);
        var drawn = InitCases.Draw().GroupBy(drawn => drawn.Scheme)
            .ToDictionary(group => group.Key, group => DigestOf(group.SelectMany(one => new[] { one.Weight, one.Bias })));
        Assert.Equal(expected, drawn);
    }

    // orthogonal, delta_orthogonal and lsuv call LAPACK and BLAS; trunc_normal calls erfinv, and MKL computes erfinv if libtorch has MKL.
    // The results of these functions agree only up to rounding.
    [SkippableFact]
    public void Schemes_that_call_no_BLAS_draw_the_same_bits_over_every_native_library()
    {
        Skip.IfNot(Avx2.IsSupported, "The stored digests are from a processor with AVX2.");
        using var document = JsonDocument.Parse(File.ReadAllText(InitCases.PathOf("golden_digests.json")));
        var expected = document.RootElement[0].GetProperty("digests").EnumerateObject().Where(digest => !CallsBlas(digest.Name))
            .ToDictionary(digest => digest.Name, digest => digest.Value.GetString()!);
        var drawn = InitCases.Draw().Where(drawn => !CallsBlas(drawn.Scheme)).GroupBy(drawn => drawn.Scheme)
            .ToDictionary(group => group.Key, group => DigestOf(group.SelectMany(one => new[] { one.Weight, one.Bias })));
        Assert.Equal(expected, drawn);
    }

    private static bool CallsBlas(string scheme) => s_callBlas.Any(name => scheme.Contains($"\"{name}\"", StringComparison.Ordinal));

    private static string DigestOf(IEnumerable<string> digests) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(digests))));
}
