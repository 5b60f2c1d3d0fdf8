using Experiments.Tests.Runs;
using Xunit.Abstractions;

namespace Experiments.Tests.Initialization;

public sealed class LivePyTorchTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Every_scheme_on_every_shape_with_every_seed_draws_the_bytes_that_PyTorch_draws()
    {
        var (environment, expected) = AskPyTorch();
        var here = NumericEnvironment.WithOneThread();
        Skip.IfNot(PyTorch.SharesLibtorch() && environment == here,
            $"bits agree on one library only: PyTorch has {environment}, from {PyTorch.LibtorchFile()}; this process has {here}, from "
                + $"{EnvironmentRecord.LibtorchFile()}");

        var position = 0;
        var differences = new List<string>();
        foreach (var drawn in InitCases.Draw())
        {
            if (drawn.Weight != expected[position++])
                differences.Add($"the weight of {drawn.Case}");
            if (drawn.Bias != expected[position++])
                differences.Add($"the bias of {drawn.Case}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{position:N0} comparisons with PyTorch {environment.Libtorch}, bit for bit: each scheme's weights and biases, over layers "
                + $"and seeds; {differences.Count} differ"));
        Assert.Empty(differences);
        Assert.Equal(expected.Count, position);
    }

    private static (NumericEnvironment Environment, IReadOnlyList<string> Digests) AskPyTorch()
    {
        var script = $"import sys\nsys.argv = ['init_reference.py', {JsonSerializer.Serialize(InitCases.PathOf("init_cases.json"))}]\n"
            + File.ReadAllText(InitCases.PathOf("init_reference.py"));
        using var answer = JsonDocument.Parse(PyTorch.Prints(script));
        var digests = answer.RootElement.GetProperty("digests").EnumerateArray().Select(digest => digest.GetString()!).ToList();
        return (EnvironmentOf(answer.RootElement.GetProperty("environment")), digests);
    }

    internal static NumericEnvironment EnvironmentOf(JsonElement value) => new(
        value.GetProperty("libtorch").GetString()!,
        value.GetProperty("capability").GetString()!,
        value.GetProperty("blas").GetString()!,
        value.GetProperty("threads").GetInt32());
}
