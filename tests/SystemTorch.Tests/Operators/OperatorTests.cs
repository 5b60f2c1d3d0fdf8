using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using SystemTorch.Tests.Contract;
using SystemTorch.Tests.Oracle;
using TorchSharp;
using Xunit.Abstractions;

namespace SystemTorch.Tests.Operators;

/// <summary>Every operator that SystemTorch binds, against PyTorch's own value for the same bytes.</summary>
public sealed class OperatorTests(ITestOutputHelper output)
{
    private const float EigenTolerance = 8e-6f;

    [SkippableFact]
    public void Every_operator_gives_PyTorchs_value_bit_for_bit()
    {
        PyTorch.RequireSameLibtorch("kernels round, draw and order ties differently from version to version.");
        var calls = OperatorTable.Calls;
        var answers = PyTorch.Ask("operators.py", new JsonObject
        {
            ["inputs"] = OperatorInputs.ToJson(),
            ["calls"] = new JsonArray([.. calls.Select(call => call.ToJson())]),
        })["answers"]!.AsArray();

        var wrong = calls.Zip(answers).Select(pair => Difference(pair.First, pair.Second!)).OfType<string>().ToList();

        output.WriteLine($"{calls.Count} calls of {calls.Select(call => call.Method).Distinct().Count()} overloads compared");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {calls.Count} differ:{Environment.NewLine}{string.Join(Environment.NewLine, wrong)}");
    }

    // The real TorchSharp has more members than SystemTorch.
    [Fact]
    public void The_engine_has_every_overload_of_the_list_and_SystemTorch_no_other()
    {
        var (missing, unlisted) = OperatorTable.Compare();

        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing.Prepend("operators.txt lists what the engine lacks:")));
        Assert.True(BuiltAssembly.Engine != "system" || unlisted.Count == 0, string.Join(Environment.NewLine, unlisted.Prepend("operators.txt lacks:")));
    }

    [Fact]
    public void Every_overload_of_the_list_is_compared()
    {
        var compared = OperatorTable.Calls.Select(call => call.Method).ToHashSet();

        Assert.Equal([], OperatorTable.Methods().Where(method => !compared.Contains(method)).Select(OperatorTable.Signature));
    }

    private static string? Difference(OperatorCall call, JsonNode answer)
    {
        if (answer is JsonObject error)
            return $"{call}: PyTorch refuses: {error["error"]}";
        using var scope = torch.NewDisposeScope();
        IReadOnlyList<torch.Tensor> results;
        try
        {
            results = call.Run();
        }
        catch (Exception e)
        {
            return $"{call}: {e.GetType().Name}: {e.Message}";
        }
        var expected = answer.AsArray();
        if (results.Count != expected.Count)
            return $"{call}: {results.Count} results, PyTorch gives {expected.Count}";
        return results.Zip(expected).Select(pair => Difference(pair.First, pair.Second!, call.Method.Name is "eigh" or "eigvalsh")).OfType<string>().Select(d => $"{call}: {d}").FirstOrDefault();
    }

    private static string? Difference(torch.Tensor actual, JsonNode expected, bool rounded)
    {
        var shape = expected["shape"]!.AsArray().Select(extent => (long)extent!).ToArray();
        var dtype = (string)expected["dtype"]!;
        if (PyTorchName(actual.dtype) != dtype || !actual.shape.SequenceEqual(shape))
            return $"{actual}, PyTorch gives [{string.Join('x', shape)}] {dtype}";
        var bytes = Convert.FromBase64String((string)expected["data"]!);
        var own = actual.detach().contiguous().bytes.ToArray();
        return (rounded ? Near(own, bytes) : Same(own, bytes, actual.dtype)) ? null : $"values {Show(own, dtype)}, PyTorch gives {Show(bytes, dtype)}";
    }

    // An eigensolver adds up in blocks of a size that BLAS chooses for the machine and its threads: its last bits are no one's promise. All its rows
    // are of single precision and of numbers below ten, which sixteen units in the last place of four hold apart from any wrong answer.
    private static bool Near(byte[] a, byte[] b)
    {
        float[] x = MemoryMarshal.Cast<byte, float>(a).ToArray(), y = MemoryMarshal.Cast<byte, float>(b).ToArray();
        return x.Length == y.Length && x.Zip(y).All(pair => Math.Abs(pair.First - pair.Second) <= EigenTolerance);
    }

    // Any NaN equals any other: their payload is the processor's.
    private static bool Same(byte[] a, byte[] b, torch.ScalarType dtype) => dtype switch
    {
        torch.ScalarType.Float32 => Same<float, int>(a, b, float.IsNaN),
        torch.ScalarType.Float64 => Same<double, long>(a, b, double.IsNaN),
        _ => a.AsSpan().SequenceEqual(b),
    };

    private static bool Same<T, TBits>(byte[] a, byte[] b, Func<T, bool> isNaN) where T : unmanaged where TBits : unmanaged, IEquatable<TBits>
    {
        T[] x = MemoryMarshal.Cast<byte, T>(a).ToArray(), y = MemoryMarshal.Cast<byte, T>(b).ToArray();
        TBits[] xb = MemoryMarshal.Cast<byte, TBits>(a).ToArray(), yb = MemoryMarshal.Cast<byte, TBits>(b).ToArray();
        return x.Length == y.Length && Enumerable.Range(0, x.Length).All(i => xb[i].Equals(yb[i]) || (isNaN(x[i]) && isNaN(y[i])));
    }

    private static string Show(byte[] bytes, string dtype) => dtype switch
    {
        "float32" => string.Join(' ', MemoryMarshal.Cast<byte, float>(bytes).ToArray()),
        "float64" => string.Join(' ', MemoryMarshal.Cast<byte, double>(bytes).ToArray()),
        "int64" => string.Join(' ', MemoryMarshal.Cast<byte, long>(bytes).ToArray()),
        _ => Convert.ToHexString(bytes),
    };

    private static string PyTorchName(torch.ScalarType dtype) => dtype switch
    {
        torch.ScalarType.Byte => "uint8",
        torch.ScalarType.BFloat16 => "bfloat16",
        _ => dtype.ToString().ToLowerInvariant(),
    };
}
