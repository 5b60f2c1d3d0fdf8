using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Experiments.Tests.Runs;

namespace Experiments.Tests.Initialization;

/// <summary>The same draws against digests that Reference/init_reference.py kept: they hold where no PyTorch is at hand.</summary>
public sealed class GoldenDigestTests
{
    [SkippableFact]
    public void The_draws_have_the_digests_that_PyTorch_had_in_the_same_environment()
    {
        var here = NumericEnvironment.WithOneThread();
        using var document = JsonDocument.Parse(File.ReadAllText(InitCases.PathOf("golden_digests.json")));
        var entry = document.RootElement.EnumerateArray()
            .FirstOrDefault(entry => LivePyTorchTests.EnvironmentOf(entry.GetProperty("environment")) == here);
        Skip.If(entry.ValueKind == JsonValueKind.Undefined, $"no digests were kept for {here}");

        var expected = entry.GetProperty("digests").EnumerateObject().ToDictionary(digest => digest.Name, digest => digest.Value.GetString()!);
        var drawn = InitCases.Draw().GroupBy(drawn => drawn.Scheme)
            .ToDictionary(group => group.Key, group => DigestOf(group.SelectMany(one => new[] { one.Weight, one.Bias })));
        Assert.Equal(expected, drawn);
    }

    private static string DigestOf(IEnumerable<string> digests) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(digests))));
}
