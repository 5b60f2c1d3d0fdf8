using System.Text.Json.Nodes;
using SystemTorch.Tests.Oracle;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

/// <summary>Computes all cases here, has one Python process compute them in PyTorch, and compares case by case.</summary>
internal sealed class OracleRun(IReadOnlyList<OracleCase> cases)
{
    private readonly Lazy<(List<Dictionary<string, Tensor>> Ours, JsonNode Answer)> _results = new(() =>
    {
        var computed = cases.Select(one => one.Compute()).ToList();
        var question = new JsonObject { ["cases"] = new JsonArray(computed.Select(one => (JsonNode)one.Question).ToArray()) };
        return (computed.Select(one => one.Ours).ToList(), PyTorch.Ask("modules.py", question));
    });

    internal TheoryData<string> Names => new(cases.Select(one => one.Name));

    internal void Compare(string name)
    {
        PyTorch.Require();
        if (name.Contains("ropout", StringComparison.Ordinal))
            PyTorch.RequireSameLibtorch("one built with MKL draws other masks from the same seed.");
        var index = cases.ToList().FindIndex(one => one.Name == name);
        var (ours, answer) = (_results.Value.Ours[index], _results.Value.Answer["answers"]![index]!.AsObject());
        Assert.Equal(answer.Select(entry => entry.Key).Order(), ours.Keys.Order());
        foreach (var (what, expected) in answer)
            TensorJson.AssertSame(expected!, ours[what], PyTorch.SharesLibtorch, what);
    }
}
