using System.Text.Json.Nodes;
using SystemTorch.Tests.Oracle;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

/// <summary>The same computation in PyTorch and here: a module (or none), how it is called, and its inputs.</summary>
internal sealed record OracleCase(string Name, string? Module, string Call, Func<nn.Module?> Make, Func<nn.Module?, Tensor[], Tensor> Run, Func<Tensor[]> Inputs)
{
    internal int Calls { get; init; } = 1;

    internal bool Evaluate { get; init; }

    internal bool Backward { get; init; } = true;

    /// <summary>A module of one input.</summary>
    internal static OracleCase Of(string module, Func<nn.Module<Tensor, Tensor>> make, params long[] shape) =>
        new(module, module, "m(x[0])", make, (m, x) => ((nn.Module<Tensor, Tensor>)m!).call(x[0]), () => [Values(shape)]);

    /// <summary>A function of tensors.</summary>
    internal static OracleCase Of(string call, Func<Tensor[], Tensor> run, params Func<Tensor>[] inputs) =>
        new(call, null, call, () => null, (_, x) => run(x), () => inputs.Select(input => input()).ToArray());

    /// <summary>Values in (−2, 2), of both signs, the same in every run.</summary>
    internal static Tensor Values(params long[] shape)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return tensor(Enumerable.Range(0, (int)count).Select(i => (float)(2 * Math.Sin(1.7 * i + 0.3))).ToArray()).reshape(shape);
    }

    /// <summary>Class indices below a limit.</summary>
    internal static Tensor Classes(int limit, params long[] shape)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return tensor(Enumerable.Range(0, (int)count).Select(i => (long)(7 * i + 3) % limit).ToArray()).reshape(shape);
    }

    /// <summary>What our side gives, by the names that the script uses, and the question for the script.</summary>
    internal (Dictionary<string, Tensor> Ours, JsonObject Question) Compute()
    {
        var ours = new Dictionary<string, Tensor>();
        manual_seed(7);
        using var module = Make();
        module?.train(!Evaluate);
        foreach (var (name, value) in State(module)) ours["initial " + name] = value.detach().clone();

        var inputs = Inputs();
        var question = new JsonArray(inputs.Select(input => (JsonNode)TensorJson.ToJson(input)).ToArray());
        foreach (var input in inputs) input.requires_grad = Backward && is_floating_point(input);

        manual_seed(8);
        var output = Run(module, inputs);
        for (var call = 1; call < Calls; call++) output = Run(module, inputs);
        ours["output"] = output.detach();

        using var gradient = Backward ? Values(output.shape).cos() : null;
        if (gradient is not null) output.backward([gradient]);
        for (var i = 0; i < inputs.Length; i++) Add(ours, $"gradient of input {i}", inputs[i].grad);
        foreach (var (name, parameter) in module?.named_parameters() ?? []) Add(ours, "gradient of " + name, parameter.grad);
        foreach (var (name, value) in State(module)) ours["final " + name] = value.detach().clone();

        return (ours, new JsonObject
        {
            ["module"] = Module,
            ["call"] = Call,
            ["inputs"] = question,
            ["gradient"] = gradient is null ? null : TensorJson.ToJson(gradient),
            ["calls"] = Calls,
            ["evaluate"] = Evaluate,
        });
    }

    private static Dictionary<string, Tensor> State(nn.Module? module) => module?.state_dict() ?? [];

    private static void Add(Dictionary<string, Tensor> values, string name, Tensor? value)
    {
        if (value is not null) values[name] = value;
    }
}
