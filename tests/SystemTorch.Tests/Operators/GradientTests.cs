using System.Reflection;
using TorchSharp;
using Xunit.Abstractions;

namespace SystemTorch.Tests.Operators;

/// <summary>The gradient that backward computes, against central differences in float64.</summary>
public sealed class GradientTests(ITestOutputHelper output)
{
    private const double Step = 1e-6;

    // Random, or constant by pieces with jumps that a difference may straddle; cholesky reads one triangle, but its gradient is symmetric.
    private static readonly HashSet<string> s_notSmooth =
    [
        "cholesky",
        "bernoulli", "multinomial", "poisson", "rand_like", "randn_like", "randint_like", "zeros_like", "ones_like", "full_like", "new_zeros", "new_full",
        "ceil", "floor", "round", "trunc", "fix", "sign", "sgn", "heaviside", "floor_divide", "histc", "bincount", "nextafter", "argsort", "where",
    ];

    public static TheoryData<string> Names { get; } = new(OperatorTable.Methods().Where(IsSmooth).Select(method => method.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_of_an_operator_agrees_with_finite_differences(string name)
    {
        var calls = OperatorTable.Calls.Where(call => call.Method.Name == name && call.Method.DeclaringType == typeof(torch.Tensor)).ToList();
        foreach (var call in calls)
            Check(call);
        output.WriteLine($"{calls.Count} calls");
    }

    private static bool IsSmooth(MethodInfo method) => method.DeclaringType == typeof(torch.Tensor) && method.ReturnType == typeof(torch.Tensor)
        && !method.Name.EndsWith('_') && !s_notSmooth.Contains(method.Name);

    private static void Check(OperatorCall call)
    {
        using var scope = torch.NewDisposeScope();
        var x = call.Self.to(torch.float64);
        if (!call.Self.is_floating_point() || !torch.isfinite(x).all().ToBoolean())
            return;
        var input = x.detach().clone().requires_grad_();
        if (call.RunOn(input) is not [var value] || !value.requires_grad)
            return;
        var weights = torch.rand_like(value.detach(), dtype: torch.float64);
        (value * weights).sum().backward();
        var expected = Differences(call, x, weights);
        var actual = input.grad!.data<double>().ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 2e-5 * Math.Max(1, Math.Abs(expected[i])), $"{call}: element {i}: {actual[i]}, differences give {expected[i]}");
    }

    private static double[] Differences(OperatorCall call, torch.Tensor x, torch.Tensor weights)
    {
        using var noGrad = torch.no_grad();
        var flat = x.contiguous().data<double>().ToArray();
        return [.. Enumerable.Range(0, flat.Length).Select(i => (At(call, x, flat, i, Step, weights) - At(call, x, flat, i, -Step, weights)) / (2 * Step))];
    }

    private static double At(OperatorCall call, torch.Tensor x, double[] flat, int i, double step, torch.Tensor weights)
    {
        using var scope = torch.NewDisposeScope();
        var moved = (double[])flat.Clone();
        moved[i] += step;
        return (call.RunOn(torch.tensor(moved).reshape(x.shape))[0] * weights).sum().ToDouble();
    }
}
