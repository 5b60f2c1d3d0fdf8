using System.Text.Json;
using Experiments.Initialization;
using Experiments.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Experiments.Tests.Models;

public sealed class ActivationTests
{
    private static readonly Dictionary<string, ActivationOptions> Activations = new()
    {
        ["identity"] = new IdentityActivation(),
        ["sigmoid"] = new SigmoidActivation(),
        ["tanh"] = new TanhActivation(),
        ["relu"] = new ReluActivation(),
        ["leaky_relu"] = new LeakyReluActivation(),
        ["leaky_relu 0.3"] = new LeakyReluActivation { Slope = 0.3 },
        ["prelu"] = new PReluActivation(),
        ["prelu 0.125"] = new PReluActivation { Init = 0.125 },
        ["elu"] = new EluActivation(),
        ["elu 0.7"] = new EluActivation { Alpha = 0.7 },
        ["selu"] = new SeluActivation(),
        ["gelu"] = new GeluActivation(),
        ["silu"] = new SiluActivation(),
        ["softplus"] = new SoftplusActivation(),
        ["gelu tanh"] = new GeluActivation { Approximate = "tanh" },
        ["mish"] = new MishActivation(),
        ["celu"] = new CeluActivation(),
        // A number that float32 holds: PyTorch's gradient rounds alpha to it.
        ["celu 0.75"] = new CeluActivation { Alpha = 0.75 },
        ["relu6"] = new Relu6Activation(),
        ["softsign"] = new SoftsignActivation(),
        ["hardtanh"] = new HardtanhActivation(),
        ["hardtanh -2 0.5"] = new HardtanhActivation { Least = -2, Most = 0.5 },
        ["hardsigmoid"] = new HardsigmoidActivation(),
        ["hardswish"] = new HardswishActivation(),
        ["softplus 2 5"] = new SoftplusActivation { Beta = 2, Threshold = 5 },
    };

    // libtorch's kernel for the gradient of hardsigmoid holds 1/6 as a float32.
    private static double Tolerance(string name) => name.StartsWith("hardsigmoid'", StringComparison.Ordinal) ? 1e-8 : 1e-14;

    [SkippableFact]
    public void Values_and_derivatives_are_those_of_PyTorchs_modules()
    {
        using var answer = JsonDocument.Parse(PyTorch.Prints(File.ReadAllText(Repository.PathOf("tests", "Experiments.Tests", "Models", "Reference", "activation_reference.py"))));
        var points = Numbers(answer.RootElement.GetProperty("points"));
        foreach (var (name, activation) in Activations)
        {
            var expected = answer.RootElement.GetProperty(name);
            AssertClose(name, points, Numbers(expected.GetProperty("value")), points.Select(activation.Value));
            AssertClose(name + "'", points, Numbers(expected.GetProperty("derivative")), points.Select(activation.Derivative));
        }
    }

    [Fact]
    public void The_module_computes_the_function_and_its_derivative()
    {
        double[] points = [-30, -8, -3.5, -2, -1, -0.5, -1e-3, 0, 1e-3, 0.5, 1, 2, 3.5, 8, 25];
        foreach (var (name, activation) in Activations)
        {
            using var scope = NewDisposeScope();
            using var module = activation.Build();
            module.to(ScalarType.Float64);
            var z = tensor(points, dtype: ScalarType.Float64, requires_grad: true);
            var values = module.call(z);
            values.sum().backward();
            AssertClose(name, points, values.data<double>().ToArray(), points.Select(activation.Value));
            AssertClose(name + "'", points, z.grad!.data<double>().ToArray(), points.Select(activation.Derivative));
        }
    }

    [SkippableFact]
    public void Second_moments_under_the_normal_distribution_are_those_of_another_quadrature()
    {
        using var answer = JsonDocument.Parse(PyTorch.Prints(File.ReadAllText(Repository.PathOf("tests", "Experiments.Tests", "Models", "Reference", "activation_reference.py"))));
        foreach (var (name, activation) in Activations)
        {
            var expected = answer.RootElement.GetProperty(name);
            Assert.Equal(expected.GetProperty("second_moment").GetDouble(), GaussianExpectation.Of(z => Math.Pow(activation.Value(z), 2), activation.Kinks), 1e-10);
            Assert.Equal(expected.GetProperty("derivative_moment").GetDouble(), GaussianExpectation.Of(z => Math.Pow(activation.Derivative(z), 2), activation.Kinks), Math.Max(1e-10, Tolerance(name + "'")));
        }
    }

    [Fact]
    public void The_module_leaves_its_input_as_it_was()
    {
        foreach (var activation in Activations.Values)
        {
            using var scope = NewDisposeScope();
            using var module = activation.Build();
            var z = tensor(new[] { -1f, 0.5f }, dtype: ScalarType.Float32);
            module.call(z);
            Assert.Equal([-1f, 0.5f], z.data<float>().ToArray());
        }
    }

    [Fact]
    public void Every_registered_activation_is_among_those_tested() =>
        Assert.All(ActivationRegistry.Instance.Rows, row => Assert.Contains(row.Name, Activations));

    private static void AssertClose(string name, double[] points, double[] expected, IEnumerable<double> actual)
    {
        foreach (var (z, wanted, given) in points.Zip(expected, actual))
            Assert.True(Math.Abs(wanted - given) <= Tolerance(name) * Math.Max(1, Math.Abs(wanted)), $"{name}({z:R}) is {given:R}, PyTorch says {wanted:R}");
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
